-- One load for wrk, and its counters in one line that starts with "counters".
--
--   BENCH_BODY   file of the body of an upload; unset for a GET
--   BENCH_RUN    word that makes each request a write of its own: the T-1 of the body becomes an id that starts with it
--   BENCH_COOKIE cookie of an operator, for a screen of the operators' page
--   BENCH_PAUSE  mean pause in milliseconds before each request of a connection, distributed exponentially
local run, pause = os.getenv('BENCH_RUN'), tonumber(os.getenv('BENCH_PAUSE') or 0)
local threads, sent = 0, 0

function setup(thread)
  thread:set('number', threads)
  threads = threads + 1
end

-- Threads with the same seed would pause alike, and send in pairs.
function init(args)
  math.randomseed(number * 7919 + 17)
  prepare()
end

function prepare()
end

wrk.headers['X-WSM-API-TOKEN'] = 'made-up-key'
if os.getenv('BENCH_BODY') then
  local file = io.open(os.getenv('BENCH_BODY'))
  wrk.method = 'PUT'
  wrk.headers['Content-Type'] = 'application/json'
  wrk.body = file:read('*a')
  file:close()
end

wrk.headers['Cookie'] = os.getenv('BENCH_COOKIE')

if pause > 0 then
  function delay()
    return math.floor(0.5 - pause * math.log(1 - math.random()))
  end
end

-- To write a large request anew takes longer than nginx does with it. So large ones are made beforehand, more than a ledger in
-- memory remembers (64 MiB): when one comes again, it is forgotten.
if run then
  local at = wrk.body:find('T-1', 1, true)
  local before, after = wrk.body:sub(1, at - 1), wrk.body:sub(at + 3)
  local large = {}
  local function fresh()
    sent = sent + 1
    return wrk.format(nil, nil, nil, before .. run .. '-' .. number .. '-' .. sent .. after)
  end
  function prepare()
    if #wrk.body > 65536 then
      for i = 1, math.ceil(1e8 / #wrk.body) do large[i] = fresh() end
    end
  end
  function request()
    if #large == 0 then return fresh() end
    sent = sent % #large + 1
    return large[sent]
  end
end

function done(summary, latency)
  local e = summary.errors
  io.write(string.format(
    'counters requests=%d micros=%d connect=%d read=%d write=%d timeout=%d status=%d p50=%d p99=%d max=%d\n',
    summary.requests, summary.duration, e.connect, e.read, e.write, e.timeout, e.status,
    latency:percentile(50), latency:percentile(99), latency.max))
end
