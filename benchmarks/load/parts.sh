# What bin/bench measures, part by part. Each figure is a line of PART.txt in the folder of results:
#
#   PART CASE NUMBER PROGRAM FIGURE=VALUE...
#
# with what wrk counted, latencies in microseconds, or a figure of its own; the package summary makes tables of them.
# shellcheck shell=bash disable=SC2154 # rounds, seconds, warm_up, further_warm_up and majors are those of bin/bench.

say() {
  echo "$*" >&2
}

# record PART CASE NUMBER PROGRAM FIGURE=VALUE...
record() {
  echo "$@" >>"$folder/results/$1.txt"
}

# measure PART CASE NUMBER PROGRAM WORK CONNECTIONS SECONDS [PAUSE]; a program is recorded as gateway-17 whatever follows
measure() {
  local counters
  counters=$(load "${@:4}")
  record "$1" "$2" "$3" "$(cut -d - -f -2 <<<"$4")" "$counters"
}

# warm PROGRAM WORK SECONDS
warm() {
  say "warming up $1 for $3 s: $2"
  load "$1" "$2" 32 "$3" >/dev/null
}

# The gateway on each Java, and beside it two plain proxies (nginx, and one in Java) and the translator, these on the first
# Java only, as they are not what is measured; one at a time is loaded.
contest=()
open_contest() {
  local major first=${majors[0]}
  [ ${#contest[@]} = 0 ] || return 0
  nginx_proxy
  contest=(nginx)
  proxy "proxy-$first" "$first" && contest+=("proxy-$first")
  for major in "${majors[@]}"; do gateway "gateway-$major" "$major" && contest+=("gateway-$major"); done
  translator "translator-$first" "$first" && contest+=("translator-$first")
  first_warm_up=$warm_up
}

warm_contest() {
  local name
  for name in "${contest[@]:1}"; do warm "$name" "$1" "$first_warm_up"; done
  first_warm_up=$further_warm_up
}

close_contest() {
  contest=()
  stop_others
}

# Requests a second at full load, and those of the service alone, which must be no bottleneck. Uploads are all different
# writes: a gateway answers a repeat without the service. Statuses come first: when the memory of a gateway without a ledger
# has forgotten names of transactions, it answers for none that it does not know.
works=(status-10000 fresh-1 fresh-30 fresh-10000)
connections=(16 64)
throughput() {
  local work round many name
  open_contest
  for work in "${works[@]}"; do
    warm_contest "$work"
    for ((round = 1; round <= rounds; round++)); do
      for many in "${connections[@]}"; do
        say "throughput: $work, $many connections, round $round"
        for name in "${contest[@]}"; do measure throughput "${work/fresh/upload}" "$many" "$name" "$work" "$many" "$seconds"; done
      done
    done
    measure throughput "${work/fresh/upload}" "$many" service "$work" "$many" "$seconds"
  done
}

# Uploads of one device on 64 connections, 1,000 a second: of 64 ms a request, a connection pauses for what a trial leaves.
# A trial on a busy machine is no reason to send much faster.
latency() {
  local round name trial
  local -A pause
  open_contest
  warm_contest fresh-1
  for name in "${contest[@]}"; do
    trial=$(load "$name" fresh-1 64 3 64)
    pause[$name]=$(awk -v RS=' ' -F = '{ n[$1] = $2 } END {
      p = 128 - 64 * n["micros"] / 1000 / n["requests"]
      print (p > 64 ? 64 : p < 57.6 ? 57.6 : p) }' <<<"$trial")
  done
  for ((round = 1; round <= rounds; round++)); do
    say "latency at 1,000 requests a second, round $round"
    for name in "${contest[@]}"; do measure latency upload-1 64 "$name" fresh-1 64 $((2 * seconds)) "${pause[$name]}"; done
  done
}

# Writes through a gateway with a ledger, in a file and in a PostgreSQL, beside one without, and beside nginx; each is new.
ledger() {
  local jdk=${majors[0]} round many name
  local -a ledgers=(off file) connections=(1 "${connections[@]}")
  close_contest
  nginx_proxy
  gateway "gateway-$jdk-off" "$jdk" prefix=/unnamed
  gateway "gateway-$jdk-file" "$jdk" prefix=/unnamed ledger="$folder/ledger.db"
  if postgresql; then
    gateway "gateway-$jdk-postgresql" "$jdk" prefix=/unnamed database="${url[postgresql]}"
    ledgers+=(postgresql)
  else
    say 'ledger: no PostgreSQL below /usr/lib/postgresql: left out'
  fi
  for name in "${ledgers[@]}"; do warm "gateway-$jdk-$name" fresh-1 "$warm_up"; done
  for ((round = 1; round <= rounds; round++)); do
    for many in "${connections[@]}"; do
      say "ledger: $many connections, round $round"
      measure ledger nginx "$many" nginx fresh-1 "$many" "$seconds"
      for name in "${ledgers[@]}"; do measure ledger "$name" "$many" "gateway-$jdk-$name" fresh-1 "$many" "$seconds"; done
    done
  done
  stop_others
  # Without what the disk takes to keep a page, a figure of the ledger says little.
  for ((round = 1; round <= 10; round++)); do
    record ledger disk 1 "$(df --output=fstype "$folder" | tail -n 1)" "sync=$(
      LC_ALL=C dd if=/dev/zero of="$folder/sync" bs=4k count=20 oflag=dsync 2>&1 | awk '/copied/ { print $(NF - 3) / 20 * 1000 }')"
  done
}

# Writes of an account that migrates, by the side of their customer, beside those of one that does not; each gateway has a
# ledger in a file, which is new.
routes() {
  local jdk=${majors[0]} round many name
  local -a connections=(1 "${connections[@]}")
  close_contest
  gateway "gateway-$jdk-without" "$jdk" prefix=/unnamed ledger="$folder/routes-without.db"
  gateway "gateway-$jdk-gen1" "$jdk" prefix=/unnamed ledger="$folder/routes-gen1.db" phase=SHADOW
  gateway "gateway-$jdk-gen2" "$jdk" prefix=/unnamed ledger="$folder/routes-gen2.db" phase=GEN2
  for name in without gen1 gen2; do warm "gateway-$jdk-$name" fresh-1 "$warm_up"; done
  for ((round = 1; round <= rounds; round++)); do
    for many in "${connections[@]}"; do
      say "routes: $many connections, round $round"
      for name in without gen1 gen2; do measure routes "$name" "$many" "gateway-$jdk-$name" fresh-1 "$many" "$seconds"; done
    done
  done
  stop_others
}

# The operators' page with 500 customers and 10,000 differences, each screen by itself; and uploads while an operator loads
# the overview each second, beside uploads without one.
screens() {
  local jdk=${majors[0]} port cookie unit=1200000007 round name
  local -A paths=([overview]='' [units]=/units [unit]="/unit?unit=$unit" [plan]="/plan?act=promote&unit=$unit"
    [differences]=/differences [group]='/differences?operation=devices&path=devices%5B%5D.data7&kind=text'
    [search]='/differences?state=all&q=data1' [contract]=/contract [log]=/log [report]=/report)
  local -a names=(overview units unit plan differences group search contract log report)
  local -a settings=(prefix=/unnamed ledger="$folder/screens.db" phase=GEN2)
  close_contest
  free_port
  settings+=(admin="$port")
  url[admin]=http://127.0.0.1:$port
  # The first start makes the tables.
  gateway "gateway-$jdk-screens" "$jdk" "${settings[@]}"
  stop "gateway-$jdk-screens"
  "${jdk_home[$jdk]}/bin/java" -cp "$home/cli/target/launcher/kdp.jar" "$home/benchmarks/load/Migrated.java" \
    "$folder/screens.db" $reseller >&2 || fail 'the ledger was not filled'
  gateway "gateway-$jdk-screens" "$jdk" "${settings[@]}"
  sign_in
  warm "gateway-$jdk-screens" fresh-1 "$warm_up"
  say 'screens: warming up'
  for name in "${names[@]}"; do look "${paths[$name]}" "$seconds" >/dev/null; done
  for ((round = 1; round <= rounds; round++)); do
    say "screens: round $round"
    for name in "${names[@]}"; do
      record screens "$name" 1 "gateway-$jdk" "$(look "${paths[$name]}" "$seconds")"
    done
  done
  for ((round = 1; round <= rounds; round++)); do
    say "screens: uploads, without an operator and with one, round $round"
    measure operator without 16 "gateway-$jdk-screens" fresh-1 16 $((3 * seconds))
    (while :; do
      curl -s --max-time 30 -o /dev/null -H "Cookie: $cookie" "${url[admin]}/migration"
      sleep 1
    done) &
    pid[operator]=$!
    measure operator with 16 "gateway-$jdk-screens" fresh-1 16 $((3 * seconds))
    stop operator
  done
  stop_others
}

# Gateways with a small heap that have just started: 16 uploads of 100,000 devices at once, and uploads of one device.
memory() {
  local major work many
  close_contest
  for major in "${majors[@]}"; do
    for work in fresh-100000 fresh-1; do
      many=$([ $work = fresh-1 ] && echo 64 || echo 16)
      say "memory: $work, $many at once, JDK $major"
      KDP_JAVA_OPTS=-Xmx256m gateway "gateway-$major" "$major"
      measure memory ${work/fresh/upload} "$many" "gateway-$major" $work "$many" $((5 * seconds))
      record memory ${work/fresh/upload} "$many" "gateway-$major" "resident=$(resident "gateway-$major")"
      stop "gateway-$major"
    done
  done
}

# The threads of the gateway and its libraries, without those of the JVM, while a service keeps 10,000 requests. Callers
# share connections (HTTP/2), so that the gateway needs one file for a request and not two.
threads() {
  local major port many=10000 tries active before count
  close_contest
  if ! command -v h2load >/dev/null; then
    say 'threads: left out, needs h2load (Debian: nghttp2-client)'
    return
  elif ! enough_files $many; then
    say "threads: left out, a process may open $(ulimit -n) files only (ulimit -n)"
    return
  fi
  keeping_service
  for major in "${majors[@]}"; do
    say "threads: $many requests under way, JDK $major"
    free_port
    serves=${url[keeping]} gateway "gateway-$major" "$major" requests=20000 upstream=$many admin="$port"
    h2load -n $many -c 100 -m 100 -N 90 -H 'X-WSM-API-TOKEN: made-up-key' \
      "${url[gateway-$major]}/bulkenroll/v1/reseller/devices/status?resellerId=$reseller&transactionId=T-1" \
      >"$folder/h2load.log" 2>&1 &
    pid[h2load]=$!
    active=0 before=-1
    for ((tries = 1; tries <= 60 && (active < 1000 || active > before); tries++)); do
      sleep 0.5
      before=$active active=$(active_at "$port")
    done
    sleep 6 # The threads that looked up the service for the first connections end after five seconds.
    active=$(active_at "$port") count=$(threads_of "gateway-$major" "$major")
    record threads status $many "gateway-$major" "active=$active" "threads=${count:-0}"
    stop h2load "gateway-$major"
  done
  stop keeping
}

# active_at PORT: how many requests are under way, by the metrics of a gateway
active_at() {
  { curl -s --max-time 5 "http://127.0.0.1:$1/metrics" || true; } | metric kdp_gateway_requests_active
}

# threads_of NAME JDK: how many threads its program has, without those of the JVM itself
threads_of() {
  local own='Reference Handler|Finalizer|Signal Dispatcher|Service Thread|Monitor Deflation Thread|C[12] CompilerThread.*'
  own="$own|Sweeper thread|Notification Thread|Common-Cleaner|Attach Listener"
  "${jdk_home[$2]}/bin/jcmd" "${pid[$1]}" Thread.print >"$folder/threads" || fail "the threads of $1 cannot be seen"
  grep -E '^"[^"]*" #' "$folder/threads" | grep -cvE "^\"($own)\" #"
}

# metric NAME: its value in what Prometheus reads, a whole number; 0 if it is not there
metric() {
  awk -v name="$1" '$1 == name { value = $2 } END { printf "%d\n", value }'
}

# enough_files N: whether a process may open N files, and those that each has anyway
enough_files() {
  [ "$(ulimit -n)" = unlimited ] || [ $(($1 + 500)) -le "$(ulimit -n)" ]
}

scale() {
  close_contest
  scale_resellers
  stop_others
  scale_connections
  stop_others
}

scale_resellers() {
  local jdk=${majors[0]} round many began
  for ((round = 1; round <= rounds; round++)); do
    say "scale: starts with 1 to 1,000 resellers, round $round"
    for many in 1 10 100 1000; do
      stop "gateway-$jdk-$many"
      began=${EPOCHREALTIME/[.,]/}
      gateway "gateway-$jdk-$many" "$jdk" resellers=$many
      record scale resellers $many "gateway-$jdk" \
        "start=$((${EPOCHREALTIME/[.,]/} - began))e-6" "resident=$(resident "gateway-$jdk-$many")"
    done
  done
  for many in 1 10 100 1000; do warm "gateway-$jdk-$many" fresh-1 $((warm_up / 2 + 1)); done
  for ((round = 1; round <= rounds; round++)); do
    for many in 1 10 100 1000; do
      measure scale resellers $many "gateway-$jdk-$many" fresh-1 32 "$seconds"
    done
  done
}

scale_connections() {
  local jdk=${majors[0]} round many name
  gateway "gateway-$jdk" "$jdk" requests=20000 upstream=4000
  nginx_proxy
  warm "gateway-$jdk" fresh-1 "$warm_up"
  for ((round = 1; round <= rounds; round++)); do
    for many in 1 10 100 1000 10000; do
      if ! enough_files $((many + 4000)); then
        say "scale: $many connections left out, a process may open $(ulimit -n) files only (ulimit -n)"
        continue
      fi
      say "scale: $many connections, round $round"
      for name in nginx "gateway-$jdk"; do
        # A second and more goes by until 1,000 are connected.
        measure scale connections $many "$name" fresh-1 $many $((many < 1000 ? seconds : 3 * seconds))
      done
      # A heap that grew does not shrink soon, so only the first round shows what these needed.
      [ $round != 1 ] || record scale connections $many "gateway-$jdk" "resident=$(resident "gateway-$jdk")"
    done
  done
}

# From the start of the gateway to its line and to its first answer, by hyperfine; and its memory at rest.
start() {
  local major ledger until round
  local -a commands=()
  close_contest
  for major in "${majors[@]}"; do
    for ledger in off file; do
      configuration "$folder/start-$major-$ledger.conf" prefix=/unnamed ledger="$([ $ledger = off ] && echo off || echo "$folder/start-$major.db")"
      for until in ready answer; do
        commands+=(-n "start $ledger 1 gateway-$major $until=" "env JAVA_HOME=${jdk_home[$major]} $home/benchmarks/load/until $home/bin/kdp \
$folder/start-$major-$ledger.conf $until")
      done
    done
  done
  for ((round = 0; round <= 2 * rounds; round++)); do
    say "start: round $round"
    # The memory of a killed gateway is given back while nothing is measured.
    hyperfine -N --style none --runs 1 --prepare 'sleep 0.2' --export-csv "$folder/start.csv" "${commands[@]}" \
      >"$folder/hyperfine.log" 2>&1 || fail "hyperfine: $(cat "$folder/hyperfine.log")"
    # Round 0 reads the jar from the disk and makes the ledgers.
    [ $round = 0 ] || awk -F , 'NR > 1 { print $1 $2 }' "$folder/start.csv" >>"$folder/results/start.txt"
  done
  for ((round = 1; round <= rounds; round++)); do
    say "start: memory at rest, round $round"
    for ledger in off file; do
      for major in "${majors[@]}"; do
        gateway "gateway-$major-$ledger" "$major" prefix=/unnamed ledger="$([ $ledger = off ] && echo off || echo "$folder/start-$major.db")"
      done
    done
    sleep 16
    for ledger in off file; do
      for major in "${majors[@]}"; do record start $ledger 1 "gateway-$major" "resident=$(resident "gateway-$major-$ledger")"; done
    done
    stop_others
  done
}

# jmh [OPTION...]: all benchmarks of the page on the first Java, and uploads on all. The ways of an upload take turns, as a
# machine that others share changes its speed within minutes.
jmh() {
  local major devices callers turn=0
  if [ $# != 0 ]; then
    for major in "${majors[@]}"; do run_jmh "$major" "jmh-$major" "$@"; done
    return
  fi
  run_jmh "${majors[0]}" "jmh-${majors[0]}" -e 'UploadBenchmark|ClientBenchmark|ShadowBenchmark'
  for major in "${majors[@]}"; do
    for devices in 1 30 100000; do
      turn=$((turn + 1))
      run_jmh "$major" "$(printf 'jmh-%s-%02d' "$major" $turn)" UploadBenchmark -p devices=$devices
    done
  done
  for callers in 1 8 64; do
    turn=$((turn + 1))
    run_jmh "${majors[0]}" "$(printf 'jmh-%s-%02d' "${majors[0]}" $turn)" ClientBenchmark -t $callers
  done
}

# run_jmh JDK FILE OPTION...
run_jmh() {
  say "jmh: JDK $1 ${*:3}"
  "${jdk_home[$1]}/bin/java" -cp "$jar" org.openjdk.jmh.Main -prof gc -rf json -rff "$folder/results/$2.json" \
    -jvmArgsAppend "-Dkdp.stub=${url[service]} -Dlogback.configurationFile=logback-jmh.xml" "${@:3}" || fail "JMH ended with $?"
}

# The machine and the versions of everything, without which a figure says nothing.
machine() {
  local major versions=''
  for major in "${majors[@]}"; do versions+="${versions:+ and }${jdk_version[$major]}"; done
  cat >"$folder/results/machine.md" <<EOF
|  |  |
|---|---|
| processor | $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), $(nproc) cores, shared by all that runs |
| memory | $(awk '/^MemTotal/ { printf "%.0f", $2 / 1048576 }' /proc/meminfo) GiB |
| system | $(. /etc/os-release && echo "$PRETTY_NAME"), Linux $(uname -r) |
| JDK | $versions |
| tools | $(for tool in 'nginx -v' 'wrk -v' 'hyperfine --version'; do $tool 2>&1 | sed -n '1 { s/.*: //; s/ Copyright.*//; p; }'; done | paste -sd , | sed 's/ *,/, /g') |
| kdp-bridge | $(git -C "$home" describe --always --dirty 2>/dev/null || echo unknown) |
| date | $(date -I) |
EOF
}
