# Read by ./firedrill and ./test: sees to it that the machine can build the project.
# Everything it says goes to standard error, so that the program's own output stays clean.

say() { printf '%s\n' "$*" >&2; }

require_swift() {
  if ! command -v swift >/dev/null 2>&1; then
    say "firedrill needs Swift 6.1 or later. Install it from https://www.swift.org/install/ and run this again."
    exit 1
  fi
  local version
  version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9]*\.[0-9]*\).*/\1/p' | head -n 1)
  case "$version" in
    "" | [0-5].* | 6.0)
      say "firedrill needs Swift 6.1 or later; this is ${version:-unknown}. See https://www.swift.org/install/."
      exit 1
      ;;
  esac
}

# The Debian packages that hold headers we build against, each recognised by a file.
missing_packages() {
  has_header ncurses.h || echo libncurses-dev
  has_header sqlite3.h || echo libsqlite3-dev
  has_header openssl/ssl.h || echo libssl-dev
  has_header zlib.h || echo zlib1g-dev
}

has_header() {
  local folder
  for folder in /usr/include /usr/local/include "/usr/include/$(uname -m)-linux-gnu"; do
    [ -e "$folder/$1" ] && return 0
  done
  return 1
}

require_packages() {
  local missing install
  missing=$(missing_packages | tr '\n' ' ')
  [ -z "$missing" ] && return 0
  install="apt-get install -y --no-install-recommends ${missing% }"
  if ! command -v apt-get >/dev/null 2>&1; then
    say "firedrill needs these packages, under whatever names your system has for them: $missing"
    exit 1
  fi
  say "Installing ${missing% } ..."
  if [ "$(id -u)" = 0 ]; then
    { apt-get update && DEBIAN_FRONTEND=noninteractive $install; } >&2
  elif command -v sudo >/dev/null 2>&1 && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
    { sudo apt-get update && sudo DEBIAN_FRONTEND=noninteractive $install; } >&2
  else
    say "That needs root. Please run: sudo apt-get update && sudo $install"
    exit 1
  fi
}
