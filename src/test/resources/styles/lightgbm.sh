echo '[LightGBM] [Info] Number of positive: 4000, number of negative: 6000'
echo 'Training until validation scores don'"'"'t improve for 20 rounds'
printf "[10]\ttraining's auc: 0.81\tvalid_0's auc: 0.70\n"
printf "[20]\ttraining's auc: 0.86\tvalid_0's auc: 0.74\n"
printf "[30]\ttraining's auc: 0.90\tvalid_0's auc: 0.73\n"
printf "Early stopping, best iteration is:\n[20]\ttraining's auc: 0.86\tvalid_0's auc: 0.74\n"
