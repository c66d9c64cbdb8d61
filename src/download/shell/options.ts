/** The command line of the script, as variables. */
export const OPTIONS = `usage() {
  cat <<'USAGE'
usage: sh download.sh [--save | --pull] [--dir DIR] [--tool TOOL]
                      [--platform OS/ARCH] [--retries N]

  --save         write every image to a file in DIR (default)
  --pull         pull every image into the store of docker or nerdctl
  --dir DIR      folder of the files and of the records (default: images)
  --tool TOOL    docker, nerdctl, crane or skopeo (default: the first that works)
  --platform P   platform to take of images that have several: linux/arm64
  --retries N    further attempts after a failure (default: 4)

Run it again to go on where it ended: what is there is not downloaded again.
Images that could not be downloaded are in DIR/failed.txt.
Exit code: 0 all are there, 1 some are missing, 2 it could not begin.
USAGE
}

die() {
  printf 'error: %s\\n' "$1" >&2
  exit 2
}

mode=save
dir=images
tool=
retries=4
while [ $# -gt 0 ]; do
  case $1 in
    -h | --help)
      usage
      exit 0
      ;;
    --save) mode=save ;;
    --pull) mode=pull ;;
    --dir | --tool | --platform | --retries)
      [ $# -ge 2 ] || die "$1 needs a value"
      case $1 in
        --dir) dir=$2 ;;
        --tool) tool=$2 ;;
        --platform) platform=$2 ;;
        --retries) retries=$2 ;;
      esac
      shift
      ;;
    *) die "unknown option $1; --help lists the options" ;;
  esac
  shift
done
case $retries in
  '' | *[!0-9]*) die "--retries needs a number" ;;
esac
case $platform in
  '' | [a-z0-9]*/[a-z0-9]*) ;;
  *) die "--platform needs OS/ARCH" ;;
esac
`;
