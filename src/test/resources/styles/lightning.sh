# PyTorch Lightning: one bar on standard output that shows the last epoch's val_auc while the next one trains.
echo '1.2 K     Trainable params' >&2
printf 'Sanity Checking DataLoader 0: 100%%|##########| 2/2 [00:00<00:00, 50.00it/s]'
for epoch in 0 1 2; do
  last=$((epoch - 1))
  shown=''; [ $epoch -gt 0 ] && shown=", val_auc=0.7${last}0"
  printf '\rEpoch %d:  50%%|#####     | 16/32 [00:00<00:00, 90.12it/s, v_num=0, train_loss=0.8%d0%s]' $epoch $epoch "$shown"
  printf '\rValidation DataLoader 0: 100%%|##########| 4/4 [00:00<00:00, 99.00it/s]'
  printf '\rEpoch %d: 100%%|##########| 32/32 [00:00<00:00, 80.00it/s, v_num=0, train_loss=0.4%d0, val_auc=0.7%d0]' $epoch $epoch $epoch
done
printf '\n'
echo '`Trainer.fit` stopped: `max_epochs=3` reached.' >&2
