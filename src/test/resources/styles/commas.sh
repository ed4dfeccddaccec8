echo 'epoch: 1, train_loss: 0.6, val_auc: 0.61'
echo 'epoch: 2, train_loss: 0.5, val_auc: 0.72'
echo 'epoch: 3, train_loss: 0.4, val_auc: 0.69'
echo 'best epoch: 2, val_auc: 0.72'
