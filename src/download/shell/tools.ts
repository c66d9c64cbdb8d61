/** Finds a tool that works, and has each of them do the same two things. */
export const TOOLS = `# A client whose daemon does not answer is of no use.
works() {
  command -v "$1" >/dev/null 2>&1 || return 1
  case $1 in
    docker | nerdctl) "$1" info >/dev/null 2>&1 ;;
  esac
}

find_tool() {
  for find_candidate in docker nerdctl crane skopeo; do
    if [ "$mode" = pull ]; then
      case $find_candidate in crane | skopeo) continue ;; esac
    fi
    if works "$find_candidate"; then
      tool=$find_candidate
      return 0
    fi
  done
  return 1
}

case $tool in
  '')
    find_tool || {
      [ "$mode" = save ] || die "neither docker nor nerdctl is here and working; --save works with crane and skopeo"
      die "none of docker, nerdctl, crane, skopeo is here and working"
    }
    ;;
  docker | nerdctl) works "$tool" || die "$tool is not here or not working" ;;
  crane | skopeo)
    [ "$mode" = save ] || die "$tool has no store to pull into; use --save"
    works "$tool" || die "$tool is not here"
    ;;
  *) die "unknown tool $tool; there are docker, nerdctl, crane, skopeo" ;;
esac

pull() {
  "$tool" pull \${platform:+--platform "$platform"} "$1"
}

# save REFERENCE FILE
save() {
  case $tool in
    docker | nerdctl) store_save "$1" "$2" ;;
    crane) crane pull \${platform:+--platform "$platform"} "$1" "$2" ;;
    skopeo) skopeo_save "$1" "$2" ;;
  esac
}

# Archives have tags and no digests; with both, the digest says what is pulled and the tag how it is called.
store_save() {
  store_name=\${1%%@*}
  pull "$1" || return
  case $1,\${store_name##*/} in
    *@*,*:*) "$tool" tag "$1" "$store_name" || return ;;
    *) store_name=$1 ;;
  esac
  case $tool in
    docker) docker save -o "$2" "$store_name" ;;
    nerdctl) nerdctl save \${platform:+--platform "$platform"} -o "$2" "$store_name" ;;
  esac
}

# skopeo takes a tag or a digest but not both.
skopeo_save() {
  skopeo_name=\${1%%@*}
  skopeo_source=$1
  skopeo_target=docker-archive:$2
  case \${skopeo_name##*/} in
    *:*)
      [ "$skopeo_name" = "$1" ] || skopeo_source=\${skopeo_name%:*}@\${1#*@}
      skopeo_target=$skopeo_target:$skopeo_name
      ;;
  esac
  if [ -z "$platform" ]; then
    skopeo copy "docker://$skopeo_source" "$skopeo_target"
    return
  fi
  skopeo_arch=\${platform#*/}
  skopeo_variant=
  case $skopeo_arch in
    */*)
      skopeo_variant=\${skopeo_arch#*/}
      skopeo_arch=\${skopeo_arch%%/*}
      ;;
  esac
  skopeo --override-os "\${platform%%/*}" --override-arch "$skopeo_arch" \\
    \${skopeo_variant:+--override-variant "$skopeo_variant"} \\
    copy "docker://$skopeo_source" "$skopeo_target"
}
`;
