# The programs that are measured, for bin/bench: nginx, a proxy in Java, the gateway and the translator. Each has a name such
# as gateway-17, which is its key in url and pid. The folder and all programs are gone when the shell ends, however it ends.
# shellcheck shell=bash disable=SC2154 # fail, home and jdk_home are those of bin/bench.

declare -A url=() pid=()
folder=$(mktemp -d "${TMPDIR:-/tmp}/kdp-bench.XXXXXX")
trap 'stop "${!pid[@]}"; rm -rf "$folder"' EXIT
trap 'exit 130' INT TERM

reseller=4680000925

# stop NAME...
stop() {
  local name process
  for name; do
    process=${pid[$name]:-}
    [ -n "$process" ] || continue
    kill "$process" 2>/dev/null || true
    timeout 5 tail -s 0.1 -f --pid="$process" /dev/null || kill -9 "$process" 2>/dev/null || true
    wait "$process" 2>/dev/null || true
    unset "pid[$name]"
  done
}

# Stops all but the service.
stop_others() {
  local name
  for name in "${!pid[@]}"; do
    [ "$name" = service ] || stop "$name"
  done
}

# resident NAME: the resident memory in MiB
resident() {
  awk '/^VmRSS:/ { printf "%.2f\n", $2 / 1024 }' "/proc/${pid[$1]}/status"
}

# await NAME LOG: sets the address that a program in Java prints when it is ready
await() {
  local line
  read -r line < <(timeout 180 tail -n +1 -s 0.1 -f --pid="${pid[$1]}" "$2" | grep -m1 -o 'ready at http://.*') ||
    fail "$1 is not ready: $(cat "$2")"
  url[$1]=${line#ready at }
}

# Sets the port to one that nothing listens at.
free_port() {
  while port=$((20000 + RANDOM % 12000)) && listens "$port"; do :; done
}

# nginx NAME UPSTREAM ACCESS_LOG LOCATIONS
nginx_server() {
  local name=$1 port user=
  free_port
  # When root starts it, the workers of nginx run as another user, who cannot read the folder.
  [ "$(id -u)" != 0 ] || user='user root;'
  cat >"$folder/$name.conf" <<EOF
$user
worker_processes 2;
pid $name.pid;
error_log $name.log;
events { worker_connections 16384; }
http {
  client_body_temp_path $name-body; proxy_temp_path $name-proxy; fastcgi_temp_path $name-fastcgi;
  uwsgi_temp_path $name-uwsgi; scgi_temp_path $name-scgi;
  default_type application/json;
  sendfile on;
  tcp_nopush on;
  keepalive_requests 1000000000;
  keepalive_timeout 600s;
  client_max_body_size 256m;
  access_log $3;
  $2
  server {
    listen 127.0.0.1:$port backlog=4096;
    $4
  }
}
EOF
  nginx -p "$folder" -e "$folder/$name.log" -c "$folder/$name.conf" -g 'daemon off;' >"$folder/$name.out" 2>&1 </dev/null &
  pid[$name]=$!
  url[$name]=http://127.0.0.1:$port
  until listens "$port"; do
    kill -0 "${pid[$name]}" 2>/dev/null || fail "nginx does not start: $(cat "$folder/$name.out")"
    sleep 0.05
  done
}

listens() {
  (: <"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

# The services, with fixed answers. Receipts name no transaction, so they fit any write. Below /unnamed, every transaction is
# complete and names no device.
service() {
  local receipt='"state":"Progress","code":2000000,"message":"SUCCESS","operationType":"UPLOAD"}'
  {
    printf '{"transactionId":"T-1","state":"Complete","type":"Put","operationType":"UPLOAD","devices":['
    seq -s , -f '{"imei":"%.0f","code":"2000000","message":"SUCCESS"}' 350000000000000 350000000009999 | tr -d '\n'
    printf ']}'
  } >"$folder/status.json"
  nginx_server service '' off "
    location /ams/ { return 200 '{\"access_token\":\"made-up-token\",\"token_type\":\"bearer\",\"expires_in\":3600}'; }
    location = /unnamed/kcs/v1/rp/devices/status { return 200 '{\"devices\":{\"totalCount\":1,\"totalPage\":1,\"pageNum\":0,\"transactions\":[
      {\"transactionId\":\"\$arg_transactionId\",\"state\":\"Complete\",\"type\":\"Put\",\"operationType\":\"UPLOAD\"}]}}'; }
    location /bulkenroll/ { return 200 '{\"state\":\"Progress\",\"code\":2000000,\"message\":\"SUCCESS\"}'; }
    location = /kcs/v1/rp/devices/status { alias $folder/status.json; }
    location / { return 200 '{$receipt'; }"
}

# A service that keeps what it gets, for it answers one request a minute.
keeping_service() {
  nginx_server keeping 'limit_req_zone $server_port zone=minute:32k rate=1r/m;' off "
    location /ams/ { return 200 '{\"access_token\":\"made-up-token\",\"token_type\":\"bearer\",\"expires_in\":3600}'; }
    location / { limit_req zone=minute burst=30000; proxy_pass ${url[service]}; }"
}

# nginx in front of the service, which translates nothing and checks no key.
nginx_proxy() {
  nginx_server nginx "upstream service { server ${url[service]#http://}; keepalive 512; keepalive_requests 1000000000; }" \
    access.log '
    location / {
      proxy_pass http://service;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      client_body_buffer_size 2m;
      proxy_buffers 128 16k;
    }'
}

# A PostgreSQL with its defaults, for the ledger of a gateway; false if none is installed.
postgresql() {
  local bin port data=$folder/postgresql
  local -a as=()
  bin=$(compgen -G '/usr/lib/postgresql/*/bin/initdb' | sort -V | tail -n 1) || bin=$(command -v initdb) || return 1
  bin=$(dirname "$bin")
  mkdir "$data"
  # It does not run as root.
  if [ "$(id -u)" = 0 ]; then
    id postgres >/dev/null 2>&1 || return 1
    chmod 711 "$folder"
    chown postgres "$data"
    as=(setpriv --reuid=postgres --regid=postgres --clear-groups)
  fi
  (cd / && LC_ALL=C "${as[@]}" "$bin/initdb" -A trust -U bench -E UTF8 --no-sync "$data") >"$folder/initdb.log" 2>&1 ||
    fail "initdb: $(cat "$folder/initdb.log")"
  free_port
  (cd / && exec "${as[@]}" "$bin/postgres" -D "$data" -p $port -h 127.0.0.1 -k '') >"$folder/postgresql.log" 2>&1 </dev/null &
  pid[postgresql]=$!
  until (cd / && "${as[@]}" "$bin/pg_isready" -q -h 127.0.0.1 -p $port -d postgres); do
    kill -0 "${pid[postgresql]}" 2>/dev/null || fail "PostgreSQL does not start: $(cat "$folder/postgresql.log")"
    sleep 0.1
  done
  url[postgresql]=jdbc:postgresql://127.0.0.1:$port/postgres
}

# configuration FILE [SETTING=VALUE...]: the pace is raised out of reach, or the pace would be measured
configuration() {
  local file=$1 ledger=off database='' phase='' admin='' resellers=1 requests=512 upstream=512 prefix='' i "${@:2}"
  {
    cat <<EOF
gateway {
  listen = "127.0.0.1:0"
  admin.listen = $([ -z "$admin" ] && echo off || echo "\"127.0.0.1:$admin\"")
  ledger { $([ -z "$database" ] && echo "file = \"$ledger\"" || echo "url = \"$database\", user = bench") }
  limits { concurrentRequests = $requests, connections = 20000 }
}
EOF
    [ -z "$admin" ] || cat <<EOF
gateway.admin.access = [{
  name = bench, role = operator, tokenSha256 = "$(printf %s made-up-token | sha256sum | cut -d ' ' -f 1)"
}]
EOF
    echo 'resellers = ['
    for ((i = 0; i < resellers; i++)); do
      cat <<EOF
  {
    resellerId = "$((reseller + i))"
    gen1Key = "made-up-key$([ $i = 0 ] || echo "-$i")"
    gen2 {
      baseUrl = "${serves:-${url[service]}}$prefix/kcs/v1/rp"
      requestsPerSecond = 1000000
      concurrentRequests = $upstream
      auth { scheme = oauth2, clientId = id-$i, clientSecret = secret }
    }
EOF
      [ -z "$phase" ] || cat <<EOF
    gen1 {
      baseUrl = "${url[service]}"
      requestsPerSecond = 1000000
      concurrentRequests = $upstream
    }
    migration { startPhase = $phase, usedNames = off }
EOF
      echo '  }'

    done
    echo ']'
  } >"$file"
}

# launch NAME COMMAND...
launch() {
  local name=$1 log=$folder/$1.log
  : >"$log" # await may come before the program
  "${@:2}" >"$log" 2>&1 </dev/null &
  pid[$name]=$!
  await "$name" "$log"
}

# gateway NAME JDK [SETTING=VALUE...], as its users start it
gateway() {
  configuration "$folder/$1.conf" "${@:3}"
  launch "$1" env JAVA_HOME="${jdk_home[$2]}" "$home/bin/kdp" gateway --config "$folder/$1.conf"
}

# translator NAME JDK
translator() {
  launch "$1" "${jdk_home[$2]}/bin/java" -cp "$jar" io.github.kdpbridge.benchmarks.translator.Translator "${url[service]}/kcs/v1/rp"
}

# proxy NAME JDK: a plain proxy on Netty, with the collector of the gateway
proxy() {
  launch "$1" "${jdk_home[$2]}/bin/java" -XX:+UseParallelGC -cp "$jar" io.github.kdpbridge.benchmarks.proxy.Proxy "${url[service]}"
}

# load NAME WORK CONNECTIONS SECONDS [PAUSE]: what wrk counted. WORK is upload-N or status-N; fresh-N are uploads that are
# all different writes.
load() {
  local name=$1 work=${2%-*} devices=${2#*-} path=/kcs/v1/rp/devices output
  local -a environment=(BENCH_PAUSE="${5:-0}")
  case $name in gateway* | translator*) path=/bulkenroll/v1/reseller/devices ;; esac
  if [ "$work" = status ]; then
    path+="/status?resellerId=$reseller&transactionId=T-1"
  else
    case $path in /kcs/*) path+=/upload ;; esac
    [ "$work" = upload ] || environment+=(BENCH_RUN="R$(date +%s%N)")
    environment+=(BENCH_BODY="$folder/body-$devices.json")
    [ -f "$folder/body-$devices.json" ] || {
      printf '{"transactionId":"T-1","resellerId":"%s","customerId":"5680000925","devices":{"type":"IMEI","list":[' $reseller
      seq -s , -f '"%.0f"' 350000000000000 $((350000000000000 + devices - 1)) | tr -d '\n'
      printf ']}}'
    } >"$folder/body-$devices.json"
  fi
  output=$(env "${environment[@]}" timeout $(($4 + 60)) wrk -t$(($3 < 2 ? 1 : 2)) "-c$3" "-d$4s" --timeout 30s \
    -s "$home/benchmarks/load/load.lua" "${url[$name]}$path" 2>&1) && [[ $output == *'counters '* ]] ||
    fail "wrk reported nothing of $name: $output"
  echo "${output##*counters }"
}

# Sets the cookie of an operator who has signed in at the page.
sign_in() {
  cookie=$(curl -s --max-time 30 -o /dev/null -c - -H "Origin: ${url[admin]}" -H 'Sec-Fetch-Site: same-origin' \
    -d token=made-up-token "${url[admin]}/migration/login" | awk '$6 == "kdp" { print $6 "=" $7 }')
  [ -n "$cookie" ] || fail "the operators' page let nobody in"
}

# look PATH SECONDS: what wrk counted of an operator who loads a screen again and again
look() {
  local output
  output=$(BENCH_COOKIE=$cookie timeout $(($2 + 60)) wrk -t1 -c1 "-d$2s" --timeout 30s \
    -s "$home/benchmarks/load/load.lua" "${url[admin]}/migration$1" 2>&1) && [[ $output == *'counters '* ]] ||
    fail "wrk reported nothing of $1: $output"
  echo "${output##*counters }"
}
