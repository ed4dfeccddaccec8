# A logger of CSV in the form of Lightning's: the rows of an epoch have different columns.
file=$CTRSWEEP_FOLDER/metrics.csv
echo 'epoch,step,train_loss,val_auc,note' >$file
for epoch in 0 1 2; do
  echo "$epoch,$((epoch * 32)),,0.6$epoch,\"a, b\"" >>$file
  echo "$epoch,$((epoch * 32)),0.4$epoch,," >>$file
done
