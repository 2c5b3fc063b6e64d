/// The images that every catalogue has.
enum BuiltInImages {
  static let all: [ImageDescription] = [busybox, netshoot, nginx, pause]

  private static let busybox = ImageDescription(
    repository: "busybox", tags: ["1.28", "1.36", "latest"].map { ImageTag(name: $0) }, command: ["sh"],
    environment: ["PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"], base: .busybox,
    size: 2_220_000)

  /// What many take for looking around in a network.
  private static let netshoot = ImageDescription(
    repository: "nicolaka/netshoot", tags: ["v0.13", "latest"].map { ImageTag(name: $0) }, command: ["bash"],
    environment: ["PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"], base: .toolbox,
    size: 202_000_000)

  private static let pause = ImageDescription(
    repository: "registry.k8s.io/pause", tags: ["3.9", "3.10"].map { ImageTag(name: $0) }, entrypoint: ["/pause"],
    user: 65535, base: .distroless, size: 320_000,
    program: ProgramDescription(
      memory: MemoryBehaviour(start: 300 << 10), cpu: CPUBehaviour(idle: 0),
      termination: TerminationBehaviour(
        lines: [ProgramLine("Shutting down, got signal: Terminated", isError: true)])))

  private static let nginx = ImageDescription(
    repository: "nginx",
    tags: [("1.25", "1.25.5"), ("1.27", "1.27.5"), ("1.28", "1.28.0"), ("1.29", "1.29.0")].map { tag, version in
      ImageTag(name: tag, image: nginx(version: version))
    })

  private static func nginx(version: String) -> ImageDescription {
    ImageDescription(
      repository: "nginx", entrypoint: ["/docker-entrypoint.sh"], command: ["nginx", "-g", "daemon off;"],
      executables: ["/usr/sbin/nginx"], ports: [80],
      files: [
        ImageFile(path: "/usr/share/nginx/html/index.html", content: welcome),
        ImageFile(path: "/etc/nginx/nginx.conf", content: configuration),
        ImageFile(path: "/etc/nginx/conf.d/default.conf", content: server),
      ],
      environment: ["NGINX_VERSION": version], base: .debian, size: 72_000_000,
      program: ProgramDescription(
        firstLines: entrypointLines.map { ProgramLine($0) },
        readyLines: noticeLines(version).map { ProgramLine($0, isError: true) },
        listeners: [listener(version: version)],
        memory: MemoryBehaviour(start: 7 << 20), cpu: CPUBehaviour(idle: 0),
        termination: TerminationBehaviour(lines: [
          ProgramLine("${time:nginx} [notice] 1#1: signal 15 (SIGTERM) received, exiting", isError: true),
          ProgramLine("${time:nginx} [notice] 1#1: exit", isError: true),
        ])))
  }

  private static func listener(version: String) -> ProgramListener {
    ProgramListener(
      port: .fixed(80), folder: "/usr/share/nginx/html",
      requestLine: ProgramLine(
        "${client} - - [${time:clf}] \"${method} ${path} HTTP/1.1\" ${status} ${bytes} \"-\" \"${agent}\" \"-\""),
      fallback: RouteAnswer(
        status: 404, headers: ["Content-Type": "text/html"],
        body:
          "<html>\r\n<head><title>404 Not Found</title></head>\r\n<body>\r\n<center><h1>404 Not Found</h1></center>\r\n"
          + "<hr><center>nginx/\(version)</center>\r\n</body>\r\n</html>\r\n"),
      headers: ["Server": "nginx/\(version)"])
  }

  private static let entrypointLines = [
    "/docker-entrypoint.sh: /docker-entrypoint.d/ is not empty, will attempt to perform configuration",
    "/docker-entrypoint.sh: Looking for shell scripts in /docker-entrypoint.d/",
    "/docker-entrypoint.sh: Launching /docker-entrypoint.d/10-listen-on-ipv6-by-default.sh",
    "10-listen-on-ipv6-by-default.sh: info: Getting the checksum of /etc/nginx/conf.d/default.conf",
    "10-listen-on-ipv6-by-default.sh: info: Enabled listen on IPv6 in /etc/nginx/conf.d/default.conf",
    "/docker-entrypoint.sh: Sourcing /docker-entrypoint.d/15-local-resolvers.envsh",
    "/docker-entrypoint.sh: Launching /docker-entrypoint.d/20-envsubst-on-templates.sh",
    "/docker-entrypoint.sh: Launching /docker-entrypoint.d/30-tune-worker-processes.sh",
    "/docker-entrypoint.sh: Configuration complete; ready for start up",
  ]

  private static func noticeLines(_ version: String) -> [String] {
    [
      "using the \"epoll\" event method", "nginx/\(version)",
      "built by gcc 12.2.0 (Debian 12.2.0-14)", "OS: Linux 6.1.0-28-amd64",
      "getrlimit(RLIMIT_NOFILE): 1048576:1048576", "start worker processes", "start worker process 29",
      "start worker process 30",
    ].map { "${time:nginx} [notice] 1#1: \($0)" }
  }

  private static let welcome = """
    <!DOCTYPE html>
    <html>
    <head>
    <title>Welcome to nginx!</title>
    <style>
    html { color-scheme: light dark; }
    body { width: 35em; margin: 0 auto;
    font-family: Tahoma, Verdana, Arial, sans-serif; }
    </style>
    </head>
    <body>
    <h1>Welcome to nginx!</h1>
    <p>If you see this page, the nginx web server is successfully installed and
    working. Further configuration is required.</p>

    <p>For online documentation and support please refer to
    <a href="http://nginx.org/">nginx.org</a>.<br/>
    Commercial support is available at
    <a href="http://nginx.com/">nginx.com</a>.</p>

    <p><em>Thank you for using nginx.</em></p>
    </body>
    </html>

    """

  private static let configuration = """

    user  nginx;
    worker_processes  auto;

    error_log  /var/log/nginx/error.log notice;
    pid        /run/nginx.pid;

    events {
        worker_connections  1024;
    }

    http {
        include       /etc/nginx/mime.types;
        default_type  application/octet-stream;

        log_format  main  '$remote_addr - $remote_user [$time_local] "$request" '
                          '$status $body_bytes_sent "$http_referer" '
                          '"$http_user_agent" "$http_x_forwarded_for"';

        access_log  /var/log/nginx/access.log  main;

        sendfile        on;
        keepalive_timeout  65;

        include /etc/nginx/conf.d/*.conf;
    }

    """

  private static let server = """
    server {
        listen       80;
        listen  [::]:80;
        server_name  localhost;

        location / {
            root   /usr/share/nginx/html;
            index  index.html index.htm;
        }

        error_page   500 502 503 504  /50x.html;
        location = /50x.html {
            root   /usr/share/nginx/html;
        }
    }

    """
}
