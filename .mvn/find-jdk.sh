# Finds a JDK 25 and sets jdk to its folder. Read by mvnw and sweep; starts no program, since sweep should start quickly.

is_jdk_25() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  while IFS= read -r line; do
    case $line in
      JAVA_VERSION=\"25 | JAVA_VERSION=\"25[.\"]*) return 0 ;;
    esac
  done <"$1/release"
  return 1
}

find_jdk() {
  for jdk in "${JAVA_HOME:-}" \
    "${JAVA_HOME_25_X64:-}" "${JAVA_HOME_25_arm64:-}" \
    /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* /usr/local/java/* /usr/local/jdk* \
    "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/* "${HOME:-}"/.local/share/mise/installs/java/* \
    "${HOME:-}"/.asdf/installs/java/* "${HOME:-}"/.gradle/jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "${HOME:-}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk@25/libexec/openjdk.jdk/Contents/Home /opt/homebrew/opt/openjdk/libexec/openjdk.jdk/Contents/Home \
    /usr/local/opt/openjdk@25/libexec/openjdk.jdk/Contents/Home /usr/local/opt/openjdk/libexec/openjdk.jdk/Contents/Home; do
    if [ -n "$jdk" ] && is_jdk_25 "$jdk"; then
      return 0
    fi
  done
  # The java on the PATH, which may be a link into a JDK that lies anywhere.
  java=$(command -v java) || return 1
  while [ -L "$java" ]; do
    link=$(readlink "$java")
    case $link in
      /*) java=$link ;;
      *) java=$(dirname "$java")/$link ;;
    esac
  done
  jdk=$(cd "$(dirname "$java")/.." && pwd)
  is_jdk_25 "$jdk"
}

require_jdk() {
  if ! find_jdk; then
    echo "$1: needs a JDK 25, and found none (set JAVA_HOME if it is somewhere unusual); install Eclipse Temurin 25 from https://adoptium.net, or 'brew install openjdk@25' on macOS" >&2
    exit 1
  fi
}
