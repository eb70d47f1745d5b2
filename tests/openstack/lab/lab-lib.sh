# Shared by the lab scripts (bash). Source it; it sets paths and helpers.
# Only $LAB_DIR holds state. Everything listens on 127.0.0.1.
set -u
export LAB_DIR="${LAB_DIR:-/tmp/policyha-lab}"
export LAB_HOSTS="${LAB_HOSTS:-5}"          # nova-compute processes: compute-1..N
export PATH=/usr/sbin:/usr/bin:/sbin:/bin   # Debian's python3, not a pyenv shim
export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8
unset PYTHONPATH PYTHONHOME VIRTUAL_ENV 2>/dev/null || true
SCRIPTS="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"

# Ports (all on 127.0.0.1); override from the environment if one is taken.
: "${P_DB:=13306}" "${P_RABBIT:=5672}" "${P_DIST:=25672}" "${P_EPMD:=14369}" "${P_MEMC:=21211}"
: "${P_KEYSTONE:=5000}" "${P_NOVA:=8774}" "${P_PLACEMENT:=8778}" "${P_GLANCE:=9292}" "${P_NEUTRON:=9696}"
PW=labpass                                  # one password for everything; the lab is loopback only
ETC="$LAB_DIR/etc"; RUN="$LAB_DIR/run"; LOGS="$LAB_DIR/log"; STATE="$LAB_DIR/state"; BIN="$LAB_DIR/bin"
DBSOCK="$LAB_DIR/run/mysqld.sock"

T0=${EPOCHREALTIME/./}
say() { local d=$(( ${EPOCHREALTIME/./} - T0 )); printf '[%4d.%01ds] %s\n' $((d/1000000)) $((d%1000000/100000)) "$*"; }
die() { echo "ERROR: $*" >&2; exit 1; }
done_p() { [ -e "$STATE/$1.done" ]; }
mark()   { mkdir -p "$STATE"; date +%s > "$STATE/$1.done"; }

# start time of a process, so that a reused pid is never taken for ours
pstart() { sed 's/.*) //' "/proc/$1/stat" 2>/dev/null | cut -d' ' -f20; }
pid_of() { # NAME -> pid if it runs
  local p s; [ -r "$RUN/$1.pid" ] || return 1
  read -r p < "$RUN/$1.pid"; s=$(pstart "$p"); [ -n "$s" ] || return 1
  [ "$(cat "$RUN/$1.start" 2>/dev/null)" = "$s" ] || return 1
  [ "$(sed 's/.*) //' "/proc/$p/stat" | cut -c1)" != Z ] || return 1
  echo "$p"
}
start() { # NAME cmd... : in the background, own session, pid file; nothing if it runs
  local n=$1 p; shift
  pid_of "$n" >/dev/null && return 0
  mkdir -p "$RUN" "$LOGS"
  setsid "$@" >>"$LOGS/$n.out" 2>&1 </dev/null &
  p=$!; echo "$p" > "$RUN/$n.pid"; sleep 0.05; pstart "$p" > "$RUN/$n.start"
}
stop() { # NAME [SIGNAL] [seconds before KILL]
  local n=$1 sig=${2:-TERM} t=${3:-15} p i
  p=$(pid_of "$n") || { rm -f "$RUN/$n.pid" "$RUN/$n.start"; return 0; }
  kill "-$sig" "$p" 2>/dev/null
  for ((i=0; i<t*10; i++)); do pid_of "$n" >/dev/null || break; sleep 0.1; done
  if pid_of "$n" >/dev/null; then echo "  $n ($p) did not stop on $sig: KILL"; kill -KILL "$p" 2>/dev/null; sleep 0.3; fi
  rm -f "$RUN/$n.pid" "$RUN/$n.start"
}
wait_port() { # PORT SECONDS NAME
  local i; for ((i=0; i<$2*10; i++)); do
    (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null && return 0
    [ -n "${3:-}" ] && ((i>20)) && ! pid_of "$3" >/dev/null && die "$3 died; see $LOGS/$3.out"
    sleep 0.1
  done; die "nothing listens on 127.0.0.1:$1 after $2 s (${3:-}); see $LOGS"
}
sql() { mariadb --no-defaults -u root -S "$DBSOCK" "$@"; }

# uwsgi NAME PORT PROCESSES MODULE CALL : write its ini
# The options are those of Debian's own *-uwsgi.ini (master, lazy-apps, one
# thread, Content-Length removed), less the 16 processes, plus a log line with
# the request's start in ms.
uwsgi_ini() {
  local name=$1 port=$2 procs=$3
  cat > "$ETC/$name-uwsgi.ini" <<INI
[uwsgi]
http-socket = 127.0.0.1:$port
wsgi-file = $BIN/$name.wsgi
plugins = python3
master = true
lazy-apps = true
enable-threads = true
thunder-lock = true
no-orphans = true
die-on-term = true
need-app = true
processes = $procs
threads = 1
listen = 100
buffer-size = 65535
rem-header = Content-Length
logformat = %(tmsecs) %(method) %(uri) %(status) %(msecs)ms in=%(cl) out=%(rsize) ua=%(uagent)
INI
}
start_uwsgi() { start "$1" env "${@:2}" uwsgi --ini "$ETC/$1-uwsgi.ini"; }

# Nova's services besides nova-compute, by the names of their pid files.
start_nova() { # nova-api | nova-conductor | nova-scheduler
  case $1 in
    nova-api) start_uwsgi nova-api OS_NOVA_CONFIG_DIR="$ETC/nova" ;;
    nova-conductor | nova-scheduler) start "$1" python3 "$BIN/$1" --config-file "$ETC/nova/nova.conf" --log-file "$LOGS/$1.log" ;;
    *) die "no such service: $1 (nova-api, nova-conductor, nova-scheduler)" ;;
  esac
}
start_compute() { # HOST
  start "nova-$1" python3 "$BIN/nova-compute" --config-file "$ETC/nova/nova.conf" \
    --config-file "$ETC/nova/$1.conf" --log-file "$LOGS/nova-$1.log"
}
