# Finds a JDK for Baton; sourced by the start scripts. Reads the JDKs' "release" files and starts none of them.
# shellcheck shell=bash

baton_jdk_least=25

# The feature version of the JDK in folder $1, into jdk_version; fails if there is no JDK there.
baton_read_jdk_version() {
  local line
  jdk_version=0
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  while IFS= read -r line; do
    case $line in
      JAVA_VERSION=*)
        line=${line#*=}
        line=${line//\"/}
        jdk_version=${line%%[!0-9]*}
        ;;
    esac
  done <"$1/release"
  [ "${jdk_version:-0}" -gt 0 ]
}

# The folder of the JDK whose "java" is on the PATH, into jdk_on_path; empty if there is none.
baton_find_jdk_on_path() {
  local java link
  jdk_on_path=
  java=$(command -v java) || return 0
  while [ -L "$java" ]; do
    link=$(readlink "$java")
    case $link in
      /*) java=$link ;;
      *) java=$(dirname "$java")/$link ;;
    esac
  done
  jdk_on_path=$(cd "$(dirname "$java")/.." && pwd -P)
}

# Sets baton_jdk to the JDK to use: JAVA_HOME's if it is new enough, otherwise one of the wanted version from the usual
# places, otherwise a newer one from there. Says how to get one, and fails, if there is none.
baton_find_jdk() {
  local folder newer= named=
  baton_jdk=
  if [ -n "${JAVA_HOME:-}" ]; then
    if ! baton_read_jdk_version "$JAVA_HOME"; then
      named=" ($JAVA_HOME, no JDK)"
    elif [ "$jdk_version" -ge "$baton_jdk_least" ]; then
      baton_jdk=$JAVA_HOME
      return 0
    else
      named=" ($JAVA_HOME, JDK $jdk_version)"
    fi
  fi
  baton_find_jdk_on_path
  for folder in "$jdk_on_path" /usr/lib/jvm/* /usr/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME:-}"/Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /opt/* "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/*; do
    baton_read_jdk_version "$folder" || continue
    if [ "$jdk_version" -eq "$baton_jdk_least" ]; then
      baton_jdk=$folder
      return 0
    elif [ "$jdk_version" -gt "$baton_jdk_least" ]; then
      newer=${newer:-$folder}
    fi
  done
  baton_jdk=$newer
  if [ -z "$baton_jdk" ]; then
    echo "baton: no JDK of version $baton_jdk_least or newer found, neither in JAVA_HOME$named nor in the usual places." >&2
    echo "Install one, for example Eclipse Temurin $baton_jdk_least from https://adoptium.net, or set JAVA_HOME to yours." >&2
    return 1
  fi
}
