-- wrk's side of the benchmark: posts the bodies of a file in turn. Arguments: FILE CONTENT-TYPE [NAME:VALUE ...].
-- The file has for each body a line with its length, then the body.
local requests, next = {}, 0
local threads = 0

function setup(thread)
  thread:set("first", threads)
  threads = threads + 1
end

function init(arguments)
  wrk.method = "POST"
  wrk.headers["Content-Type"] = arguments[2]
  for i = 3, #arguments do
    local name, value = arguments[i]:match("^([^:]+):(.*)$")
    wrk.headers[name] = value
  end
  local file = assert(io.open(arguments[1], "rb"))
  for line in file:lines() do
    requests[#requests + 1] = wrk.format(nil, nil, nil, file:read(tonumber(line)))
  end
  file:close()
  next = first * 997 % #requests
end

function request()
  next = next % #requests + 1
  return requests[next]
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format("FIGURES %d %d %d %.1f %.1f\n", summary.requests, summary.duration,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout, latency:percentile(50), latency:percentile(99)))
end
