# What itests/outsider/run does, step by step; sourced by it.
# shellcheck shell=bash disable=SC2154

# Runs a command, with its output in a log that is shown if it fails.
step() {
  local what=$1 start=$SECONDS log=$work/step.log
  shift
  if ! "$@" >"$log" 2>&1; then
    tail -60 "$log"
    echo "FAILED: $what; all of it is in $log" >&2
    stop_baton
    exit 1
  fi
  echo "$what: $((SECONDS - start)) s"
}

# What takes time to build, and is not published.
unpublished='!checks,!docs/snippets,!itests,!itests/karaf,!itests/scenarios,!itests/projects,!races,!bench'

stage() {
  staged=$work/staged
  step "staged" in_folder "$home" ./mvnw -B -Pstage,quick -Dmaven.test.skip=true -Dexec.skip=true -pl "$unpublished" \
    ${BATON_MVN_OPTIONS:-} deploy "-DaltDeploymentRepository=staged::file://$staged"
}

check_staged() {
  mkdir -p "$work/checks" &&
    "$JAVA_HOME/bin/javac" -proc:none -d "$work/checks" \
      "$home"/checks/src/main/java/io/baton/checks/publish/{Pom,Published,Staged,Main}.java &&
    "$JAVA_HOME/bin/java" -cp "$work/checks" io.baton.checks.publish.Main "$staged"
}

in_folder() {
  (cd "$1" && "${@:2}")
}

# A user's settings: the staged folder as a public repository, and what others publish from where it is already.
settings() {
  local warm=${BATON_WARM:-$HOME/.m2/repository} kind
  {
    echo '<settings><profiles><profile><id>outsider</id>'
    for kind in repositor pluginRepositor; do
      echo "<${kind}ies>"
      echo "<${kind}y><id>staged</id><url>file://$staged</url><snapshots><enabled>true</enabled></snapshots></${kind}y>"
      echo "<${kind}y><id>warm</id><url>file://$warm</url><releases><checksumPolicy>ignore</checksumPolicy></releases>"
      echo "<snapshots><enabled>false</enabled></snapshots></${kind}y></${kind}ies>"
    done
    echo '</profile></profiles><activeProfiles><activeProfile>outsider</activeProfile></activeProfiles></settings>'
  } >"$outside/settings.xml"
}

get_maven() {
  maven_command=("$home/mvnw")
  [ "$maven" != wrapper ] || return 0
  in_folder "$work" "$home/mvnw" -B -ntp org.apache.maven.plugins:maven-dependency-plugin:3.9.0:unpack \
    "-Dartifact=org.apache.maven:apache-maven:$maven:zip:bin" "-DoutputDirectory=$work" &&
    chmod +x "$work/apache-maven-$maven/bin/mvn" &&
    maven_command=("$work/apache-maven-$maven/bin/mvn")
}

# What a line of a page means by mvn.
mvn() {
  "${maven_command[@]}" -B -ntp -s "$outside/settings.xml" "-Dmaven.repo.local=$outside/repository" "$@"
}

# Types the first line of a page that begins so, as it stands there.
typed() {
  local line
  line=$(grep -m 1 -E "^\\$ $2" "$home/docs/$1") || {
    echo "expected a line '\$ $2' in docs/$1, found none"
    return 1
  }
  echo "$line"
  eval "${line#\$ }"
}

start_baton() {
  in_folder "$outside" typed build.md 'mvn dependency:copy' &&
    in_folder "$outside" typed build.md 'tar' &&
    in_folder "$outside" typed build.md 'mkdir load' &&
    mkfifo "$outside/typed" || return 1
  in_folder "$outside" typed build.md 'baton-.*--load' <"$outside/typed" >"$outside/shell.log" 2>&1 &
  baton_pid=$!
  exec 8>"$outside/typed"
}

stop_baton() {
  if [ -n "${baton_pid:-}" ]; then
    exec 8>&-
    wait "$baton_pid" || true
    baton_pid=
  fi
}

# Types a command into the shell of the Baton that runs, and waits for a line of its answer.
shell() {
  local before tries=0
  before=$(wc -l <"$outside/shell.log")
  echo "$1" >&8
  until tail -n +"$((before + 1))" "$outside/shell.log" | grep -E "$2" >/dev/null; do
    tries=$((tries + 1))
    if [ $tries -gt 600 ] || ! kill -0 "$baton_pid"; then
      echo "$1: expected $2, found:"
      cat "$outside/shell.log"
      return 1
    fi
    sleep 0.1
  done
}

load_first() {
  in_folder "$outside/tickets" typed build.md 'mvn package baton:load' | tee "$outside/first.log" &&
    grep -q 'tickets 1.0.0 is current' "$outside/first.log" &&
    shell 'tickets:start' 'Ok' &&
    shell 'tickets:take' '(^|> )1$' &&
    shell 'tickets:take' '(^|> )2$'
}

load_next() {
  in_folder "$outside/tickets" typed tutorial.md 'cp -r next' &&
    in_folder "$outside/tickets" typed build.md 'mvn verify baton:load' | tee "$outside/next.log" &&
    grep -q 'tickets 1.1.0 is current, 1.0.0 is old' "$outside/next.log" &&
    shell 'tickets:take' '(^|> )3$' &&
    shell 'tickets:next' '(^|> )1$'
}

load_unwatched() {
  stop_baton
  mkdir "$outside/nobody" || return 1
  if in_folder "$outside/tickets" mvn baton:load -Dbaton.load=../nobody -Dbaton.load.notice=1 >"$outside/nobody.log"; then
    return 1
  fi
  grep 'no Baton has taken tickets.jar up within 1 s' "$outside/nobody.log"
}

build_tutorial() {
  local version
  for version in 1.0.0 1.1.0; do
    mkdir "$outside/tutorial-$version" &&
      cp -r "$home/examples/tutorial/$version"/{pom.xml,src} "$outside/tutorial-$version" &&
      in_folder "$outside/tutorial-$version" mvn install || return 1
  done
}

# Maven notes the repository from which it has each file.
check_origin() {
  local notes elsewhere
  notes=$(find "$outside/repository/io/baton" -name _remote.repositories)
  [ -n "$notes" ] || return 1
  # shellcheck disable=SC2086
  elsewhere=$(grep -hvE '^#|>staged=' $notes || true)
  echo "$elsewhere"
  [ -z "$elsewhere" ]
}
