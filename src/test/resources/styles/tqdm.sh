# tqdm writes to standard error.
for epoch in 1 2 3; do
  printf '\rEpoch %d:   0%%|          | 0/10 [00:00<?, ?it/s]' $epoch >&2
  printf '\rEpoch %d:  50%%|#####     | 5/10 [00:00<00:00, 49.8it/s, loss=0.5%d]' $epoch $epoch >&2
  printf '\rEpoch %d: 100%%|##########| 10/10 [00:00<00:00, 49.9it/s, loss=0.3%d, val_auc=0.8%d]\n' $epoch $epoch $epoch >&2
done
echo done
