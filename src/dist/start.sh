# Starts Java. Read by the launchers, which set: java, jar, ready (the folder of what queries start from), query_options (a
# file's name after @) and perhaps aot (a cache). Uses nothing on the PATH.

# Hints repeat the command as it was called.
called=$0
case $0 in
  */sweep) [ "$(command -v sweep || :)" != "$0" ] || called=sweep ;;
esac
case $called in
  *[!A-Za-z0-9_./+-]*) called="'$called'" ;;
esac

# glibc gives large blocks back after every use, and getting them again costs half of a training step.
export MALLOC_MMAP_THRESHOLD_="${MALLOC_MMAP_THRESHOLD_:-1073741824}"
export MALLOC_TRIM_THRESHOLD_="${MALLOC_TRIM_THRESHOLD_:-8589934592}"
export MALLOC_TOP_PAD_="${MALLOC_TOP_PAD_:-268435456}"
export THP_MEM_ALLOC_ENABLE="${THP_MEM_ALLOC_ENABLE:-1}"
# For a libtorch of the user's own DJL asks for a flavour (-precxx11) of the library that calls it which does not exist: name
# one that does.
if [ -n "${PYTORCH_LIBRARY_PATH:-}" ] && [ -z "${PYTORCH_FLAVOR:-}" ]; then
  PYTORCH_FLAVOR=cpu
  [ ! -e "$PYTORCH_LIBRARY_PATH/libtorch_cuda.so" ] || PYTORCH_FLAVOR=cu128
  export PYTORCH_FLAVOR
fi
# An operator that Apple's GPU lacks then runs on the CPU instead of failing.
export PYTORCH_ENABLE_MPS_FALLBACK="${PYTORCH_ENABLE_MPS_FALLBACK:-1}"

# Without a locale, Java can neither name nor print what is outside ASCII.
[ -n "${LC_ALL:-}${LC_CTYPE:-}${LANG:-}" ] || export LC_ALL=C.UTF-8

# The command is the first word that is no option. A plan is shown, and nothing trained: it starts as queries do.
work=
before=
for word; do
  case $before/$word in
    --project/*) ;;
    */--plan) work=plan ;;
    */-*) ;;
    *) [ -n "$work" ] || work=$word ;;
  esac
  before=$word
done

# Vocabularies are read all over: with pages of 2 MB the processor finds them sooner. Only Linux has the option.
pages=
[ ! -r /sys/kernel/mm/transparent_hugepage/enabled ] || read -r pages </sys/kernel/mm/transparent_hugepage/enabled
case $pages in
  *\[madvise\]* | *\[always\]*) pages=-XX:+UseTransparentHugePages ;;
  *) pages= ;;
esac

case $work in
  launch | work | train | retrain | evaluate | predict | export | data | bench | doctor)
    # Training leaves large arrays behind each epoch: G1 takes them back as it goes, where others wait until the heap is full.
    # shellcheck disable=SC2086 # options are words
    exec "$java" -Xmx1g -XX:+UseG1GC $pages "-Dorg.sqlite.lib.path=$ready" \
      "-Dctrsweep.command=$called" ${CTRSWEEP_JAVA_OPTS:-} -jar "$jar" "$@"
    ;;
  serve)
    # It stays: what a page took to make is given back to the machine.
    # shellcheck disable=SC2086 # options are words
    exec "$java" -Xmx512m -XX:+UseSerialGC -XX:MaxNewSize=24m -XX:MinHeapFreeRatio=5 \
      -XX:MaxHeapFreeRatio=10 -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED "-Dorg.sqlite.lib.path=$ready" \
      "-Dctrsweep.command=$called" ${CTRSWEEP_JAVA_OPTS:-} -jar "$jar" "$@"
    ;;
esac

if [ -f "${aot:-}" ]; then
  set -- "-XX:AOTCache=$aot" -Xlog:disable -cp "$ready/picocli.jar:$jar" ctrsweep.cli.Main "$@"
else
  set -- -jar "$jar" "$@"
fi
# shellcheck disable=SC2086 # options are words
exec "$java" "$query_options" "-Dorg.sqlite.lib.path=$ready" "-Dctrsweep.command=$called" ${CTRSWEEP_JAVA_OPTS:-} "$@"
