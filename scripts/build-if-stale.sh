# Builds part of this checkout if a source is newer than its last build; sourced by the scripts that run what is built.
# shellcheck shell=bash
# They set home to the root of the checkout, and may define after_build, which is called before a build counts as done.

# shellcheck source=launcher/src/main/dist/lib/find-jdk.sh
. "$home/launcher/src/main/dist/lib/find-jdk.sh"

# Whether the build with stamp $1 is as new as everything it is made from: $2 and the following, and Maven's own files.
baton_is_built() {
  local newer stamp=$1
  shift
  [ -f "$stamp" ] || return 1
  newer=$(cd "$home" && find pom.xml mvnw .mvn "$@" \( -name target -o -path '*/src/test' \) -prune -o \
    -newer "$stamp" \( -type f -o -path '*/src/*' \) -print)
  [ -z "$newer" ]
}

# Only one process builds in a checkout: the lock is the kernel's, which gives it back however its holder ends. Later
# ones wait, and then may find it built.
baton_lock() {
  local lock=$home/launcher/target/.build.lock
  if ! { mkdir -p "$home/launcher/target" "$2" && exec 9>>"$lock"; } 2>/dev/null; then
    echo "$1: this checkout is not built as it is now, and $2 cannot be written to build it" >&2
    echo "Build it as a user who may, or run bin/baton of a distribution." >&2
    exit 1
  fi
  if ! baton_try_lock nonblocking; then
    echo "$1: waiting for another build of this checkout ($lock)" >&2
    baton_try_lock blocking
  fi
}

# Locks what is open as 9, with whichever of flock and perl there is; without both, nothing keeps two builds apart.
baton_try_lock() {
  local flags=2
  [ "$1" = blocking ] || flags=6
  if command -v flock >/dev/null; then
    if [ "$1" = blocking ]; then flock 9; else flock -n 9; fi
  elif command -v perl >/dev/null; then
    perl -e 'open(my $lock, ">&=", 9) or exit 1; exit(flock($lock, $ARGV[0]) ? 0 : 1)' "$flags"
  fi
}

# Maven's output as a line for each module, and one now and then while it downloads.
baton_progress() {
  local line downloads=0
  while IFS= read -r line; do
    case $line in
      *"] Building "*"["*/*"]")
        line=${line#*Building }
        echo "$1:   ${line##* } ${line%% [0-9]*}"
        ;;
      *Downloaded\ from*)
        downloads=$((downloads + 1))
        [ $((downloads % 100)) -ne 0 ] || echo "$1:   $downloads files downloaded"
        ;;
    esac
  done
}

# Builds modules $2 into folder $3; to run them, not to judge them: without the checks and the tests.
baton_build() {
  local log=$3/build.log
  echo "$1: building; this takes a while the first time" >&2
  if ! (
    cd "$home" &&
      JAVA_HOME=$baton_jdk MAVEN_OPTS="-XX:TieredStopAtLevel=1 -XX:+UseSerialGC ${MAVEN_OPTS:-}" \
        ./mvnw -B -Pquick -Dmaven.test.skip=true -Dbaton.nullaway=OFF \
        "-Dbaton.errorprone=-Xplugin:ErrorProne -XepDisableAllChecks" \
        -pl "$2" -am package </dev/null 2>&1 9>&-
  ) | tee "$log" | baton_progress "$1" >&2; then
    echo "$1: the build failed; all of it is in $log" >&2
    sed -n -e '/-> \[Help/q' -e '/^\[ERROR\]/p' "$log" | head -n 20 >&2
    exit 1
  fi
}

# Builds if need be. $1 begins every message; $2 are Maven's modules, with commas between them; $3 is the folder of the
# first; the others are what it is made from: files and folders, relative to the root.
baton_build_if_stale() {
  local name=$1 modules=$2 target=$home/$3/target
  shift 3
  if baton_is_built "$target/.built" "$@"; then return; fi
  baton_find_jdk || exit 1
  baton_lock "$name" "$target"
  if ! baton_is_built "$target/.built" "$@"; then
    touch "$target/.built.begun"
    baton_build "$name" "$modules" "$target"
    if declare -F after_build >/dev/null; then after_build; fi
    mv "$target/.built.begun" "$target/.built"
  fi
  exec 9>&-
}
