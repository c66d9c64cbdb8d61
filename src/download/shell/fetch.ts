/** One image: there already, or as many attempts as are allowed. */
export const FETCH = `# A file gets its name only when it is whole.
save_whole() {
  rm -f "$part"
  save "$1" "$part" && [ -s "$part" ] && mv -f "$part" "$2"
}

# In the store, and put there for this platform: the record says so.
is_pulled() {
  [ -f pulled.txt ] && grep -Fqx -e "$tool $platform $1" pulled.txt &&
    "$tool" image inspect "$1" >/dev/null 2>&1
}

is_there() {
  if [ "$mode" = save ]; then [ -s "$2" ]; else is_pulled "$1"; fi
}

get() {
  if [ "$mode" = save ]; then
    save_whole "$1" "$2"
  else
    pull "$1" && printf '%s\\n' "$tool $platform $1" >>pulled.txt
  fi
}

# fetch REFERENCE NAME
fetch() {
  number=$((number + 1))
  fetch_file=$2\${suffix}.tar
  printf '[%s/%s] %s\\n' "$number" "$total" "$1" >&2
  if is_there "$1" "$fetch_file"; then
    present=$((present + 1))
    printf '  already there\\n' >&2
    return
  fi
  fetch_attempt=0
  fetch_wait=2
  # The tools' own progress is not the result of the script.
  until get "$1" "$fetch_file" >&2 </dev/null; do
    if [ "$fetch_attempt" -ge "$retries" ]; then
      failed=$((failed + 1))
      printf '%s\\n' "$1" >>"$failures"
      printf '  FAILED\\n' >&2
      return
    fi
    fetch_attempt=$((fetch_attempt + 1))
    printf '  failed, attempt %s of %s in %s s\\n' "$((fetch_attempt + 1))" "$((retries + 1))" "$fetch_wait" >&2
    sleep "$fetch_wait"
    fetch_wait=$((fetch_wait * 2))
    [ "$fetch_wait" -le 60 ] || fetch_wait=60
  done
  done=$((done + 1))
  printf '  done\\n' >&2
}
`;
