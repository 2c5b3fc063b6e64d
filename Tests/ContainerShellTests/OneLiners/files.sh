cat > pods.txt <<'END'
NAME                     READY   STATUS             RESTARTS      AGE
web-7d4b9c-abcde         1/1     Running            0             5d
web-7d4b9c-fghij         0/1     CrashLoopBackOff   12 (3m ago)   5d
db-0                     1/1     Running            2             30d
cache-5f6d-xyz12         0/1     ImagePullBackOff   0             10m
job-28391-q8w7e          0/1     Completed          0             3h
END
cat > access.log <<'END'
10.0.0.1 - - [20/Nov/2026:10:00:01 +0000] "GET / HTTP/1.1" 200 512
10.0.0.2 - - [20/Nov/2026:10:00:02 +0000] "GET /api/items HTTP/1.1" 500 21
10.0.0.1 - - [20/Nov/2026:10:00:03 +0000] "POST /api/orders HTTP/1.1" 201 88
10.0.0.3 - - [20/Nov/2026:10:00:04 +0000] "GET /healthz HTTP/1.1" 200 2
10.0.0.2 - - [20/Nov/2026:10:00:05 +0000] "GET /api/items HTTP/1.1" 503 19
10.0.0.1 - - [20/Nov/2026:10:00:06 +0000] "GET / HTTP/1.1" 304 0
END
cat > data.json <<'END'
{"kind":"List","items":[
{"metadata":{"name":"web-1","namespace":"shop","labels":{"app":"web","tier":"front"},"creationTimestamp":"2026-11-20T10:00:00Z"},"spec":{"nodeName":"n1","containers":[{"name":"main","image":"nginx:1.25","resources":{"limits":{"memory":"128Mi"}}},{"name":"side","image":"envoy:1.29"}]},"status":{"phase":"Running","restarts":3}},
{"metadata":{"name":"db-0","namespace":"shop","labels":{"app":"db"},"creationTimestamp":"2026-11-01T00:00:00Z"},"spec":{"nodeName":"n2","containers":[{"name":"db","image":"postgres:16"}]},"status":{"phase":"Pending","restarts":0}},
{"metadata":{"name":"api-2","namespace":"back","labels":{"app":"api","tier":"front"},"creationTimestamp":"2026-11-19T08:30:00Z"},"spec":{"nodeName":"n1","containers":[{"name":"api","image":"registry.example.com/team/api:v2"}]},"status":{"phase":"Failed","restarts":12}}
]}
END
cat > conf.yaml <<'END'
# settings
server:
  port: 8080
  host: 0.0.0.0

database:
  url: postgres://db:5432/shop
  pool: 10
END
printf 'b 3\na 10\nc 2\na 1\nB 3\n' > pairs.txt
printf 'id,name,age\n1,Ann,30\n2,Bob,25\n3,Cy,41\n' > people.csv
printf 'one\ntwo\ntwo\nthree\nthree\nthree\n' > words.txt
