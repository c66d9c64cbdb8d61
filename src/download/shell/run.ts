/** Begins, and tells how it ended; the images stand between this and `finish`. */
export const RUN = `finish() {
  trap - EXIT
  rm -f "$part"
  printf '%s downloaded, %s already there, %s failed (%s)\\n' "$done" "$present" "$failed" "$tool" >&2
  if [ "$failed" -gt 0 ]; then
    mv -f "$failures" failed.txt
    printf 'error: not downloaded: see %s/failed.txt; run this again to try them again\\n' "$dir" >&2
    exit 1
  fi
  rm -f "$failures" failed.txt
  exit 0
}

# Archive names of skopeo end at a colon, so files are named from inside the folder.
{ mkdir -p -- "$dir" && CDPATH='' cd -- "$dir"; } || die "cannot use the folder $dir"
number=0
done=0
present=0
failed=0
part=.part.$$.tar
failures=.failed.$$.txt
# Files for several platforms may lie side by side.
suffix=$(printf '%s' "\${platform:++$platform}" | tr / -)
: >"$failures" || die "cannot write to the folder $dir"
trap 'rm -f "$part" "$failures"' EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM
printf '%s images with %s, to %s\\n' "$total" "$tool" "$([ "$mode" = save ] && printf '%s' "$dir" || printf 'its store')" >&2
`;
