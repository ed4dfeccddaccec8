# Keras, verbose=1: a bar that is drawn again with carriage returns, and callbacks between the epochs.
for epoch in 1 2 3; do
  printf 'Epoch %d/3\n' $epoch
  printf '\r 1/32 [..............................] - ETA: 5s - loss: 0.9%d00 - auc: 0.4000' $epoch
  printf '\r\033[1m17/32\033[0m \033[32m━━━━━━━━━━\033[0m\033[37m━━━━━━━━━━\033[0m \033[1m0s\033[0m 4ms/step - auc: 0.45%d0 - loss: 0.7000' $epoch
  printf '\r\033[1m32/32\033[0m \033[32m━━━━━━━━━━━━━━━━━━━━\033[0m\033[37m\033[0m \033[1m1s\033[0m 9ms/step - auc: 0.5%d00 - loss: 0.5%d00 - val_auc: 0.6%d00 - val_loss: 0.4%d00 - learning_rate: 0.0010\n' $epoch $epoch $epoch $epoch
  printf '\nEpoch %d: val_auc improved from 0.10000 to 0.6%d00, saving model to model.keras\n' $epoch $epoch
done
echo 'Restoring model weights from the end of the best epoch: 2.'
echo 'Best val_auc: 0.9900'
