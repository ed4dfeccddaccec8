# Python's logging module, which writes to standard error.
for epoch in 1 2 3; do
  echo "2026-01-02 03:04:0$epoch,678 INFO [train.py:41] main: epoch=$epoch train_loss=0.3$epoch" >&2
  echo "2026-01-02 03:04:0$epoch,912 INFO [train.py:58] main: validation AUC 0.7$epoch after 64 batches" >&2
done
echo 'WARNING:root:3 rows skipped' >&2
