BEGIN TRANSACTION;
CREATE TABLE artifact (
    trial_id INTEGER NOT NULL REFERENCES trial (id) ON DELETE CASCADE,
    kind     TEXT    NOT NULL,                     -- weights ...
    path     TEXT    NOT NULL,                     -- relative to the product's folder, or absolute
    bytes    INTEGER NOT NULL CHECK (bytes >= 0),
    sha256   TEXT    NOT NULL,                     -- lower-case hexadecimal
    PRIMARY KEY (trial_id, kind, path)
) STRICT, WITHOUT ROWID;
INSERT INTO "artifact" VALUES(1,'weights','outputs/old/trial-0000/best.safetensors',15502,'18778b0daaa01af9bbdbdcbf3cb1786fecfd6858051c21aa786b0a38325e01a7');
INSERT INTO "artifact" VALUES(2,'weights','outputs/old/trial-0001/best.safetensors',15502,'a100a4c38a0956ece2adb29345b57ad5bf66c13424f5886e1bb05db83cc7b3e0');
INSERT INTO "artifact" VALUES(3,'weights','outputs/old/trial-0002/best.safetensors',15502,'c3e620cc27664a7f6065a0bd77919a0e519106e6e24fb8b63c4f23846f5257d8');
INSERT INTO "artifact" VALUES(4,'weights','outputs/old/trial-0003/best.safetensors',15502,'a989fb14d4c2c0ac543e470390f4f864f0385367c62ac74e37372d1cdc8d845e');
CREATE TABLE epoch (
    trial_id    INTEGER NOT NULL REFERENCES trial (id) ON DELETE CASCADE,
    attempt     INTEGER NOT NULL,
    epoch       INTEGER NOT NULL CHECK (epoch >= 1),
    lr          REAL    NOT NULL,    -- that it was trained with
    seconds     REAL    NOT NULL,    -- training and validation, wall time
    rows        INTEGER NOT NULL,    -- training rows seen
    recorded_at INTEGER NOT NULL,
    PRIMARY KEY (trial_id, attempt, epoch)
) STRICT, WITHOUT ROWID;
INSERT INTO "epoch" VALUES(1,1,1,0.001,0.068041838,2400,1795264243477);
INSERT INTO "epoch" VALUES(1,1,2,0.001,0.032656369,2400,1795264243535);
INSERT INTO "epoch" VALUES(2,1,1,0.001,0.05226713,2400,1795264243466);
INSERT INTO "epoch" VALUES(2,1,2,0.001,0.045982244,2400,1795264243555);
INSERT INTO "epoch" VALUES(3,1,1,0.01,0.034394388,2400,1795264243798);
INSERT INTO "epoch" VALUES(3,1,2,0.01,0.02773087,2400,1795264243833);
INSERT INTO "epoch" VALUES(4,1,1,0.01,0.044323392,2400,1795264243847);
INSERT INTO "epoch" VALUES(4,1,2,0.01,0.029615738,2400,1795264243881);
CREATE TABLE epoch_metric (
    trial_id   INTEGER NOT NULL,
    attempt    INTEGER NOT NULL,
    epoch      INTEGER NOT NULL,
    split      TEXT    NOT NULL,
    name       TEXT    NOT NULL,
    value      REAL,
    non_finite TEXT CHECK (non_finite IN ('nan', '+inf', '-inf')),
    PRIMARY KEY (trial_id, attempt, epoch, split, name),
    FOREIGN KEY (trial_id, attempt, epoch) REFERENCES epoch (trial_id, attempt, epoch) ON DELETE CASCADE,
    CHECK ((value IS NULL) = (non_finite IS NOT NULL))
) STRICT, WITHOUT ROWID;
INSERT INTO "epoch_metric" VALUES(1,1,1,'train','loss',1.02895847400029505358e+00,NULL);
INSERT INTO "epoch_metric" VALUES(1,1,1,'val','accuracy',0.49,NULL);
INSERT INTO "epoch_metric" VALUES(1,1,1,'val','auc',0.438974358974359,NULL);
INSERT INTO "epoch_metric" VALUES(1,1,1,'val','gauc',3.86258767072720554658e-01,NULL);
INSERT INTO "epoch_metric" VALUES(1,1,1,'val','logloss',1.12486019263196923567e+00,NULL);
INSERT INTO "epoch_metric" VALUES(1,1,1,'val','mae',5.13132632433616397982e-01,NULL);
INSERT INTO "epoch_metric" VALUES(1,1,1,'val','mse',3.6587425517278654441e-01,NULL);
INSERT INTO "epoch_metric" VALUES(1,1,1,'val','ne',1.73737899745557178299e+00,NULL);
INSERT INTO "epoch_metric" VALUES(1,1,1,'val','rmse',6.04875404668421379206e-01,NULL);
INSERT INTO "epoch_metric" VALUES(1,1,2,'train','loss',9.45894930362701447101e-01,NULL);
INSERT INTO "epoch_metric" VALUES(1,1,2,'val','accuracy',5.03333333333333299286e-01,NULL);
INSERT INTO "epoch_metric" VALUES(1,1,2,'val','auc',4.51379731379731363727e-01,NULL);
INSERT INTO "epoch_metric" VALUES(1,1,2,'val','gauc',4.09043927648578831135e-01,NULL);
INSERT INTO "epoch_metric" VALUES(1,1,2,'val','logloss',1.04549424126063250639e+00,NULL);
INSERT INTO "epoch_metric" VALUES(1,1,2,'val','mae',5.01383796034920337092e-01,NULL);
INSERT INTO "epoch_metric" VALUES(1,1,2,'val','mse',3.48733544053409783014e-01,NULL);
INSERT INTO "epoch_metric" VALUES(1,1,2,'val','ne',1.6147959974269139316e+00,NULL);
INSERT INTO "epoch_metric" VALUES(1,1,2,'val','rmse',5.90536657671147269255e-01,NULL);
INSERT INTO "epoch_metric" VALUES(2,1,1,'train','loss',9.56048359870910635649e-01,NULL);
INSERT INTO "epoch_metric" VALUES(2,1,1,'val','accuracy',0.57,NULL);
INSERT INTO "epoch_metric" VALUES(2,1,1,'val','auc',0.528937728937729,NULL);
INSERT INTO "epoch_metric" VALUES(2,1,1,'val','gauc',5.0030454042081951016e-01,NULL);
INSERT INTO "epoch_metric" VALUES(2,1,1,'val','logloss',0.943176910886202,NULL);
INSERT INTO "epoch_metric" VALUES(2,1,1,'val','mae',4.50954470272558693988e-01,NULL);
INSERT INTO "epoch_metric" VALUES(2,1,1,'val','mse',3.12580140663588967875e-01,NULL);
INSERT INTO "epoch_metric" VALUES(2,1,1,'val','ne',1.45676393083531108274e+00,NULL);
INSERT INTO "epoch_metric" VALUES(2,1,1,'val','rmse',5.59088669768569856977e-01,NULL);
INSERT INTO "epoch_metric" VALUES(2,1,2,'train','loss',8.94874247709910086712e-01,NULL);
INSERT INTO "epoch_metric" VALUES(2,1,2,'val','accuracy',0.59,NULL);
INSERT INTO "epoch_metric" VALUES(2,1,2,'val','auc',5.39633699633699670528e-01,NULL);
INSERT INTO "epoch_metric" VALUES(2,1,2,'val','gauc',5.24169435215946832862e-01,NULL);
INSERT INTO "epoch_metric" VALUES(2,1,2,'val','logloss',8.95140224032256237585e-01,NULL);
INSERT INTO "epoch_metric" VALUES(2,1,2,'val','mae',4.42970436284902679968e-01,NULL);
INSERT INTO "epoch_metric" VALUES(2,1,2,'val','mse',3.01267219026783827917e-01,NULL);
INSERT INTO "epoch_metric" VALUES(2,1,2,'val','ne',1.38256988308247952268e+00,NULL);
INSERT INTO "epoch_metric" VALUES(2,1,2,'val','rmse',5.48878145881928736216e-01,NULL);
INSERT INTO "epoch_metric" VALUES(3,1,1,'train','loss',8.33332612514495862932e-01,NULL);
INSERT INTO "epoch_metric" VALUES(3,1,1,'val','accuracy',6.26666666666666705154e-01,NULL);
INSERT INTO "epoch_metric" VALUES(3,1,1,'val','auc',6.14700854700854670831e-01,NULL);
INSERT INTO "epoch_metric" VALUES(3,1,1,'val','gauc',5.31441491325212234109e-01,NULL);
INSERT INTO "epoch_metric" VALUES(3,1,1,'val','logloss',0.695640034549829,NULL);
INSERT INTO "epoch_metric" VALUES(3,1,1,'val','mae',4.35082670022525597186e-01,NULL);
INSERT INTO "epoch_metric" VALUES(3,1,1,'val','mse',2.42666265773524458815e-01,NULL);
INSERT INTO "epoch_metric" VALUES(3,1,1,'val','ne',1.07443608879807417366e+00,NULL);
INSERT INTO "epoch_metric" VALUES(3,1,1,'val','rmse',4.92611678478621195509e-01,NULL);
INSERT INTO "epoch_metric" VALUES(3,1,2,'train','loss',5.92276349862416617853e-01,NULL);
INSERT INTO "epoch_metric" VALUES(3,1,2,'val','accuracy',7.43333333333333290404e-01,NULL);
INSERT INTO "epoch_metric" VALUES(3,1,2,'val','auc',0.718046398046398,NULL);
INSERT INTO "epoch_metric" VALUES(3,1,2,'val','gauc',7.51056662975267630422e-01,NULL);
INSERT INTO "epoch_metric" VALUES(3,1,2,'val','logloss',5.79136198102177424118e-01,NULL);
INSERT INTO "epoch_metric" VALUES(3,1,2,'val','mae',3.82418857147233781645e-01,NULL);
INSERT INTO "epoch_metric" VALUES(3,1,2,'val','mse',1.93891009611670883661e-01,NULL);
INSERT INTO "epoch_metric" VALUES(3,1,2,'val','ne',8.94492554576685194867e-01,NULL);
INSERT INTO "epoch_metric" VALUES(3,1,2,'val','rmse',4.40330568563744917387e-01,NULL);
INSERT INTO "epoch_metric" VALUES(4,1,1,'train','loss',0.829957795937856,NULL);
INSERT INTO "epoch_metric" VALUES(4,1,1,'val','accuracy',0.61,NULL);
INSERT INTO "epoch_metric" VALUES(4,1,1,'val','auc',6.02588522588522579326e-01,NULL);
INSERT INTO "epoch_metric" VALUES(4,1,1,'val','gauc',6.08070321151716441931e-01,NULL);
INSERT INTO "epoch_metric" VALUES(4,1,1,'val','logloss',0.715082513072408,NULL);
INSERT INTO "epoch_metric" VALUES(4,1,1,'val','mae',4.15355204616543682849e-01,NULL);
INSERT INTO "epoch_metric" VALUES(4,1,1,'val','mse',2.48834970466144556056e-01,NULL);
INSERT INTO "epoch_metric" VALUES(4,1,1,'val','ne',1.10446555740658891586e+00,NULL);
INSERT INTO "epoch_metric" VALUES(4,1,1,'val','rmse',4.98833610000513627547e-01,NULL);
INSERT INTO "epoch_metric" VALUES(4,1,2,'train','loss',6.14550360838572173882e-01,NULL);
INSERT INTO "epoch_metric" VALUES(4,1,2,'val','accuracy',6.83333333333333348136e-01,NULL);
INSERT INTO "epoch_metric" VALUES(4,1,2,'val','auc',6.7775335775335776578e-01,NULL);
INSERT INTO "epoch_metric" VALUES(4,1,2,'val','gauc',0.65687523071244,NULL);
INSERT INTO "epoch_metric" VALUES(4,1,2,'val','logloss',6.22704543193112414201e-01,NULL);
INSERT INTO "epoch_metric" VALUES(4,1,2,'val','mae',3.94387072411857608766e-01,NULL);
INSERT INTO "epoch_metric" VALUES(4,1,2,'val','mse',2.12844009772913705935e-01,NULL);
INSERT INTO "epoch_metric" VALUES(4,1,2,'val','ne',9.61785119653394859895e-01,NULL);
INSERT INTO "epoch_metric" VALUES(4,1,2,'val','rmse',4.61350202961821276304e-01,NULL);
CREATE TABLE "flyway_schema_history" (
    "installed_rank" INT NOT NULL PRIMARY KEY,
    "version" VARCHAR(50),
    "description" VARCHAR(200) NOT NULL,
    "type" VARCHAR(20) NOT NULL,
    "script" VARCHAR(1000) NOT NULL,
    "checksum" INT,
    "installed_by" VARCHAR(100) NOT NULL,
    "installed_on" TEXT NOT NULL DEFAULT (strftime('%Y-%m-%d %H:%M:%f','now')),
    "execution_time" INT NOT NULL,
    "success" BOOLEAN NOT NULL
);
INSERT INTO "flyway_schema_history" VALUES(1,'1','results','SQL','V1__results.sql',-2053732720,'','2026-11-21 12:30:43.150',2,1);
INSERT INTO "flyway_schema_history" VALUES(2,NULL,'leaderboard','SQL','R__leaderboard.sql',596746975,'','2026-11-21 12:30:43.158',0,1);
CREATE TABLE provenance (
    trial_id INTEGER NOT NULL REFERENCES trial (id) ON DELETE CASCADE,
    key      TEXT    NOT NULL,
    value    TEXT    NOT NULL,
    PRIMARY KEY (trial_id, key)
) STRICT, WITHOUT ROWID;
INSERT INTO "provenance" VALUES(1,'code','from classes');
INSERT INTO "provenance" VALUES(1,'data','e47456f988223b2bca1ffdc8a497748a1459befee19c9f10d1c3e9fc13d74448');
INSERT INTO "provenance" VALUES(1,'device','cpu');
INSERT INTO "provenance" VALUES(1,'engine','PyTorch 2.7.1');
INSERT INTO "provenance" VALUES(1,'host','lab3');
INSERT INTO "provenance" VALUES(1,'jlab3','OpenJDK 64-Bit Server VM 25.0.3');
INSERT INTO "provenance" VALUES(1,'linear','onednn');
INSERT INTO "provenance" VALUES(1,'os','Linux 6.18 amd64');
INSERT INTO "provenance" VALUES(1,'threads','1');
INSERT INTO "provenance" VALUES(2,'code','from classes');
INSERT INTO "provenance" VALUES(2,'data','e47456f988223b2bca1ffdc8a497748a1459befee19c9f10d1c3e9fc13d74448');
INSERT INTO "provenance" VALUES(2,'device','cpu');
INSERT INTO "provenance" VALUES(2,'engine','PyTorch 2.7.1');
INSERT INTO "provenance" VALUES(2,'host','lab3');
INSERT INTO "provenance" VALUES(2,'jlab3','OpenJDK 64-Bit Server VM 25.0.3');
INSERT INTO "provenance" VALUES(2,'linear','onednn');
INSERT INTO "provenance" VALUES(2,'os','Linux 6.18 amd64');
INSERT INTO "provenance" VALUES(2,'threads','1');
INSERT INTO "provenance" VALUES(3,'code','from classes');
INSERT INTO "provenance" VALUES(3,'data','e47456f988223b2bca1ffdc8a497748a1459befee19c9f10d1c3e9fc13d74448');
INSERT INTO "provenance" VALUES(3,'device','cpu');
INSERT INTO "provenance" VALUES(3,'engine','PyTorch 2.7.1');
INSERT INTO "provenance" VALUES(3,'host','lab3');
INSERT INTO "provenance" VALUES(3,'jlab3','OpenJDK 64-Bit Server VM 25.0.3');
INSERT INTO "provenance" VALUES(3,'linear','onednn');
INSERT INTO "provenance" VALUES(3,'os','Linux 6.18 amd64');
INSERT INTO "provenance" VALUES(3,'threads','1');
INSERT INTO "provenance" VALUES(4,'code','from classes');
INSERT INTO "provenance" VALUES(4,'data','e47456f988223b2bca1ffdc8a497748a1459befee19c9f10d1c3e9fc13d74448');
INSERT INTO "provenance" VALUES(4,'device','cpu');
INSERT INTO "provenance" VALUES(4,'engine','PyTorch 2.7.1');
INSERT INTO "provenance" VALUES(4,'host','lab3');
INSERT INTO "provenance" VALUES(4,'jlab3','OpenJDK 64-Bit Server VM 25.0.3');
INSERT INTO "provenance" VALUES(4,'linear','onednn');
INSERT INTO "provenance" VALUES(4,'os','Linux 6.18 amd64');
INSERT INTO "provenance" VALUES(4,'threads','1');
CREATE TABLE sweep (
    id              INTEGER PRIMARY KEY,
    name            TEXT    NOT NULL UNIQUE,
    objective_split TEXT    NOT NULL,                        -- train, val or test
    objective_name  TEXT    NOT NULL,                        -- auc, logloss, hr@10 ...
    goal            TEXT    NOT NULL CHECK (goal IN ('maximize', 'minimize')),
    method          TEXT    NOT NULL,                        -- grid, random ...
    seed            INTEGER NOT NULL,
    parameters      TEXT    NOT NULL CHECK (json_type(parameters) = 'array'),  -- keys that vary, in spec order
    created_at      INTEGER NOT NULL
) STRICT;
INSERT INTO "sweep" VALUES(1,'old','val','auc','maximize','grid',42,'["training.lr","seed"]',1795264243199);
CREATE TABLE sweep_reference (
    sweep_id INTEGER NOT NULL REFERENCES sweep (id) ON DELETE CASCADE,
    split    TEXT    NOT NULL,
    name     TEXT    NOT NULL,
    value    REAL    NOT NULL,
    PRIMARY KEY (sweep_id, split, name)
) STRICT, WITHOUT ROWID;
INSERT INTO "sweep_reference" VALUES(1,'test','auc',7.94456328797050637113e-01);
INSERT INTO "sweep_reference" VALUES(1,'test','logloss',5.47960715131897591056e-01);
INSERT INTO "sweep_reference" VALUES(1,'val','auc',8.40146520146520137117e-01);
INSERT INTO "sweep_reference" VALUES(1,'val','logloss',4.6400641606553261198e-01);
CREATE TABLE sweep_revision (
    id           INTEGER PRIMARY KEY,
    sweep_id     INTEGER NOT NULL REFERENCES sweep (id) ON DELETE CASCADE,
    revision     INTEGER NOT NULL CHECK (revision >= 1),
    spec_text    TEXT    NOT NULL,                           -- the file as written
    spec_hash    TEXT    NOT NULL,                           -- over spec, base config and overrides
    first_number INTEGER NOT NULL CHECK (first_number >= 0), -- trial number of its first point
    created_at   INTEGER NOT NULL,
    UNIQUE (sweep_id, revision),
    UNIQUE (sweep_id, spec_hash)
) STRICT;
INSERT INTO "sweep_revision" VALUES(1,1,1,'version: 1
name: old
base: base.yaml
objective: {metric: val.auc}
method: grid
parameters:
  training.lr: {values: [1.0e-3, 1.0e-2]}
  seed: {values: [1, 2]}
','afc2d43e957c90eafb315884f6e6d12e55a98f7203868c9af569fc20a04751bd',0,1795264243199);
CREATE TABLE trial (
    id          INTEGER PRIMARY KEY,
    sweep_id    INTEGER NOT NULL REFERENCES sweep (id) ON DELETE CASCADE,
    revision_id INTEGER NOT NULL REFERENCES sweep_revision (id),  -- the one that asked for it first
    number      INTEGER NOT NULL CHECK (number >= 0),             -- place in the sweep, from 0
    config_hash TEXT    NOT NULL,                                 -- equal configs are one trial, also across revisions
    assignment  TEXT    NOT NULL CHECK (json_type(assignment) = 'object'),  -- what varies: key to value
    config      TEXT    NOT NULL CHECK (json_type(config) = 'object'),      -- the complete config
    seed        INTEGER NOT NULL,
    state       TEXT    NOT NULL CHECK (state IN ('waiting', 'running', 'completed', 'pruned', 'failed')),
    attempt     INTEGER NOT NULL CHECK (attempt >= 1),  -- raised by each claim; writes of an older attempt are refused
    owner       TEXT,                                   -- who runs it; NULL unless running
    lease       INTEGER,                                -- others may take it after this time; NULL unless running
    epochs      INTEGER NOT NULL DEFAULT 0,             -- epochs trained so far
    best_epoch  INTEGER,                                -- from 1; NULL until completed
    best_value  REAL,    -- the objective at the best epoch; NULL until completed, and where it is missing or not finite
    stop_reason TEXT,    -- patience, last_epoch, target, pruned, nan, error, timeout; NULL until ended
    error       TEXT,    -- for a person; NULL unless failed
    seconds     REAL    NOT NULL DEFAULT 0,  -- wall time of its attempts, the one under way not included
    created_at  INTEGER NOT NULL,
    started_at  INTEGER NOT NULL,            -- of the latest attempt
    ended_at    INTEGER,                     -- NULL until ended
    updated_at  INTEGER NOT NULL,            -- latest claim, epoch or end
    UNIQUE (sweep_id, number),
    UNIQUE (sweep_id, config_hash),
    CHECK ((state = 'running') = (owner IS NOT NULL)),
    CHECK ((owner IS NULL) = (lease IS NULL)),
    CHECK ((state IN ('completed', 'pruned', 'failed')) = (ended_at IS NOT NULL))
) STRICT;
INSERT INTO "trial" VALUES(1,1,1,0,'7f80fd1d66cf4d321adab7be25cd54da802f73352963448de4474b30c96f2468','{"seed":1,"training.lr":0.001}','{"attention":{"attention_dim":64,"num_heads":4,"num_layers":1,"use_residual":true},"cin":{"layer_sizes":[128,128],"split_half":true,"use_relu":true},"data":{"data_dir":"auto","dataset_name":"generated","generated":{"factors":4,"items":40,"rows":3000,"seed":7,"users":60},"label_threshold":4.0,"min_interactions":3,"neg_sampling_alpha":0.75,"num_neg_eval":999,"num_neg_train":4,"split_strategy":"temporal","temporal_test_ratio":0.1,"temporal_val_ratio":0.1},"device":"cpu","dnn":{"activation":"relu","dropout":0.1,"hidden_units":[8],"initialization":"fan_in","norm_after_activation":false,"use_batch_norm":true,"use_bias":true,"use_layer_norm":false},"feature":{"dense":"embedded","dense_bias":true,"embedding_l2_reg":1.0E-5,"field_widths":"own","fm_embed_dim":4,"initialization":"xavier","initialization_scale":0.01,"projection":true,"unknown":"zero","variational_dropout":0.0},"fm":{"use_first_order":true,"use_second_order":true},"fusion":{"activation":"relu","dropout":0.0,"hidden_units":[],"initialization":"fan_in","norm_after_activation":false,"use_batch_norm":false,"use_bias":true,"use_layer_norm":false},"groups":{"deep":[],"fm":[],"wide":[]},"linear":{"bias":false,"embedding_dim":1,"initialization":"xavier","initialization_scale":0.01,"rescale":false},"loss":{"focal_alpha":0.25,"focal_gamma":2.0,"label_smoothing":0.0,"name":"bce"},"model_name":"deepfm","optimizer":{"accumulator_decay":0.9,"accumulator_decay_steps":100000,"alpha":0.99,"beta1":0.9,"beta2":0.999,"initial_accumulator":0.0,"momentum":0.9,"row_wise":false,"sparse":"same","sparse_lr":0.0,"weight_decay":0.01},"schedule":{"cycle_epochs":10,"cycle_factor":1,"factor":0.5,"gamma":0.9,"min_lr":0.0,"patience":2,"step_epochs":10,"threshold":1.0E-4,"warmup_steps":0},"seed":1,"training":{"batch_size":256,"early_stopping_min_delta":0.0,"early_stopping_patience":5,"gradient_clip_norm":1.0,"gradient_clip_value":0.0,"keep_checkpoints":1,"lr":0.001,"metric":"auc","num_epochs":2,"optimizer":"adam","precision":"float32","ranking_ks":[],"scheduler":"reduce_on_plateau","steps_per_epoch":0}}',1,'completed',1,NULL,NULL,2,2,4.51379731379731363727e-01,'last_epoch',NULL,0.377,1795264243294,1795264243294,1795264243671,1795264243671);
INSERT INTO "trial" VALUES(2,1,1,1,'261578b7056bcec765358062e83e787ee57e4306f6cfc383a777e0d37a919b76','{"seed":2,"training.lr":0.001}','{"attention":{"attention_dim":64,"num_heads":4,"num_layers":1,"use_residual":true},"cin":{"layer_sizes":[128,128],"split_half":true,"use_relu":true},"data":{"data_dir":"auto","dataset_name":"generated","generated":{"factors":4,"items":40,"rows":3000,"seed":7,"users":60},"label_threshold":4.0,"min_interactions":3,"neg_sampling_alpha":0.75,"num_neg_eval":999,"num_neg_train":4,"split_strategy":"temporal","temporal_test_ratio":0.1,"temporal_val_ratio":0.1},"device":"cpu","dnn":{"activation":"relu","dropout":0.1,"hidden_units":[8],"initialization":"fan_in","norm_after_activation":false,"use_batch_norm":true,"use_bias":true,"use_layer_norm":false},"feature":{"dense":"embedded","dense_bias":true,"embedding_l2_reg":1.0E-5,"field_widths":"own","fm_embed_dim":4,"initialization":"xavier","initialization_scale":0.01,"projection":true,"unknown":"zero","variational_dropout":0.0},"fm":{"use_first_order":true,"use_second_order":true},"fusion":{"activation":"relu","dropout":0.0,"hidden_units":[],"initialization":"fan_in","norm_after_activation":false,"use_batch_norm":false,"use_bias":true,"use_layer_norm":false},"groups":{"deep":[],"fm":[],"wide":[]},"linear":{"bias":false,"embedding_dim":1,"initialization":"xavier","initialization_scale":0.01,"rescale":false},"loss":{"focal_alpha":0.25,"focal_gamma":2.0,"label_smoothing":0.0,"name":"bce"},"model_name":"deepfm","optimizer":{"accumulator_decay":0.9,"accumulator_decay_steps":100000,"alpha":0.99,"beta1":0.9,"beta2":0.999,"initial_accumulator":0.0,"momentum":0.9,"row_wise":false,"sparse":"same","sparse_lr":0.0,"weight_decay":0.01},"schedule":{"cycle_epochs":10,"cycle_factor":1,"factor":0.5,"gamma":0.9,"min_lr":0.0,"patience":2,"step_epochs":10,"threshold":1.0E-4,"warmup_steps":0},"seed":2,"training":{"batch_size":256,"early_stopping_min_delta":0.0,"early_stopping_patience":5,"gradient_clip_norm":1.0,"gradient_clip_value":0.0,"keep_checkpoints":1,"lr":0.001,"metric":"auc","num_epochs":2,"optimizer":"adam","precision":"float32","ranking_ks":[],"scheduler":"reduce_on_plateau","steps_per_epoch":0}}',2,'completed',1,NULL,NULL,2,2,5.39633699633699670528e-01,'last_epoch',NULL,0.372,1795264243314,1795264243314,1795264243686,1795264243686);
INSERT INTO "trial" VALUES(3,1,1,2,'9c2e864406cd67629f1c50462d8d908543966b9b789f01e82bf024a7df853fbc','{"seed":1,"training.lr":0.01}','{"attention":{"attention_dim":64,"num_heads":4,"num_layers":1,"use_residual":true},"cin":{"layer_sizes":[128,128],"split_half":true,"use_relu":true},"data":{"data_dir":"auto","dataset_name":"generated","generated":{"factors":4,"items":40,"rows":3000,"seed":7,"users":60},"label_threshold":4.0,"min_interactions":3,"neg_sampling_alpha":0.75,"num_neg_eval":999,"num_neg_train":4,"split_strategy":"temporal","temporal_test_ratio":0.1,"temporal_val_ratio":0.1},"device":"cpu","dnn":{"activation":"relu","dropout":0.1,"hidden_units":[8],"initialization":"fan_in","norm_after_activation":false,"use_batch_norm":true,"use_bias":true,"use_layer_norm":false},"feature":{"dense":"embedded","dense_bias":true,"embedding_l2_reg":1.0E-5,"field_widths":"own","fm_embed_dim":4,"initialization":"xavier","initialization_scale":0.01,"projection":true,"unknown":"zero","variational_dropout":0.0},"fm":{"use_first_order":true,"use_second_order":true},"fusion":{"activation":"relu","dropout":0.0,"hidden_units":[],"initialization":"fan_in","norm_after_activation":false,"use_batch_norm":false,"use_bias":true,"use_layer_norm":false},"groups":{"deep":[],"fm":[],"wide":[]},"linear":{"bias":false,"embedding_dim":1,"initialization":"xavier","initialization_scale":0.01,"rescale":false},"loss":{"focal_alpha":0.25,"focal_gamma":2.0,"label_smoothing":0.0,"name":"bce"},"model_name":"deepfm","optimizer":{"accumulator_decay":0.9,"accumulator_decay_steps":100000,"alpha":0.99,"beta1":0.9,"beta2":0.999,"initial_accumulator":0.0,"momentum":0.9,"row_wise":false,"sparse":"same","sparse_lr":0.0,"weight_decay":0.01},"schedule":{"cycle_epochs":10,"cycle_factor":1,"factor":0.5,"gamma":0.9,"min_lr":0.0,"patience":2,"step_epochs":10,"threshold":1.0E-4,"warmup_steps":0},"seed":1,"training":{"batch_size":256,"early_stopping_min_delta":0.0,"early_stopping_patience":5,"gradient_clip_norm":1.0,"gradient_clip_value":0.0,"keep_checkpoints":1,"lr":0.01,"metric":"auc","num_epochs":2,"optimizer":"adam","precision":"float32","ranking_ks":[],"scheduler":"reduce_on_plateau","steps_per_epoch":0}}',1,'completed',1,NULL,NULL,2,2,0.718046398046398,'last_epoch',NULL,0.219,1795264243692,1795264243692,1795264243911,1795264243911);
INSERT INTO "trial" VALUES(4,1,1,3,'d70111abb14796423aa0653b078159ded81f5cdb6bb55228757639753c282c36','{"seed":2,"training.lr":0.01}','{"attention":{"attention_dim":64,"num_heads":4,"num_layers":1,"use_residual":true},"cin":{"layer_sizes":[128,128],"split_half":true,"use_relu":true},"data":{"data_dir":"auto","dataset_name":"generated","generated":{"factors":4,"items":40,"rows":3000,"seed":7,"users":60},"label_threshold":4.0,"min_interactions":3,"neg_sampling_alpha":0.75,"num_neg_eval":999,"num_neg_train":4,"split_strategy":"temporal","temporal_test_ratio":0.1,"temporal_val_ratio":0.1},"device":"cpu","dnn":{"activation":"relu","dropout":0.1,"hidden_units":[8],"initialization":"fan_in","norm_after_activation":false,"use_batch_norm":true,"use_bias":true,"use_layer_norm":false},"feature":{"dense":"embedded","dense_bias":true,"embedding_l2_reg":1.0E-5,"field_widths":"own","fm_embed_dim":4,"initialization":"xavier","initialization_scale":0.01,"projection":true,"unknown":"zero","variational_dropout":0.0},"fm":{"use_first_order":true,"use_second_order":true},"fusion":{"activation":"relu","dropout":0.0,"hidden_units":[],"initialization":"fan_in","norm_after_activation":false,"use_batch_norm":false,"use_bias":true,"use_layer_norm":false},"groups":{"deep":[],"fm":[],"wide":[]},"linear":{"bias":false,"embedding_dim":1,"initialization":"xavier","initialization_scale":0.01,"rescale":false},"loss":{"focal_alpha":0.25,"focal_gamma":2.0,"label_smoothing":0.0,"name":"bce"},"model_name":"deepfm","optimizer":{"accumulator_decay":0.9,"accumulator_decay_steps":100000,"alpha":0.99,"beta1":0.9,"beta2":0.999,"initial_accumulator":0.0,"momentum":0.9,"row_wise":false,"sparse":"same","sparse_lr":0.0,"weight_decay":0.01},"schedule":{"cycle_epochs":10,"cycle_factor":1,"factor":0.5,"gamma":0.9,"min_lr":0.0,"patience":2,"step_epochs":10,"threshold":1.0E-4,"warmup_steps":0},"seed":2,"training":{"batch_size":256,"early_stopping_min_delta":0.0,"early_stopping_patience":5,"gradient_clip_norm":1.0,"gradient_clip_value":0.0,"keep_checkpoints":1,"lr":0.01,"metric":"auc","num_epochs":2,"optimizer":"adam","precision":"float32","ranking_ks":[],"scheduler":"reduce_on_plateau","steps_per_epoch":0}}',2,'completed',1,NULL,NULL,2,2,6.7775335775335776578e-01,'last_epoch',NULL,0.252,1795264243712,1795264243712,1795264243964,1795264243964);
CREATE TABLE trial_metric (
    trial_id   INTEGER NOT NULL REFERENCES trial (id) ON DELETE CASCADE,
    split      TEXT    NOT NULL,
    name       TEXT    NOT NULL,
    value      REAL,
    non_finite TEXT CHECK (non_finite IN ('nan', '+inf', '-inf')),
    PRIMARY KEY (trial_id, split, name),
    CHECK ((value IS NULL) = (non_finite IS NOT NULL))
) STRICT, WITHOUT ROWID;
INSERT INTO "trial_metric" VALUES(1,'test','accuracy',5.2333333333333331705e-01,NULL);
INSERT INTO "trial_metric" VALUES(1,'test','auc',5.16180419644076238228e-01,NULL);
INSERT INTO "trial_metric" VALUES(1,'test','gauc',5.65066700439040836556e-01,NULL);
INSERT INTO "trial_metric" VALUES(1,'test','logloss',9.49173260630789883407e-01,NULL);
INSERT INTO "trial_metric" VALUES(1,'test','mae',4.80434558563895441896e-01,NULL);
INSERT INTO "trial_metric" VALUES(1,'test','mse',3.18602145565074490463e-01,NULL);
INSERT INTO "trial_metric" VALUES(1,'test','ne',1.39308733581429833314e+00,NULL);
INSERT INTO "trial_metric" VALUES(1,'test','rmse',5.64448532255222068521e-01,NULL);
INSERT INTO "trial_metric" VALUES(1,'train','loss',9.45894930362701447101e-01,NULL);
INSERT INTO "trial_metric" VALUES(1,'val','accuracy',5.03333333333333299286e-01,NULL);
INSERT INTO "trial_metric" VALUES(1,'val','auc',4.51379731379731363727e-01,NULL);
INSERT INTO "trial_metric" VALUES(1,'val','gauc',4.09043927648578831135e-01,NULL);
INSERT INTO "trial_metric" VALUES(1,'val','logloss',1.04549424126063250639e+00,NULL);
INSERT INTO "trial_metric" VALUES(1,'val','mae',5.01383796034920337092e-01,NULL);
INSERT INTO "trial_metric" VALUES(1,'val','mse',3.48733544053409783014e-01,NULL);
INSERT INTO "trial_metric" VALUES(1,'val','ne',1.6147959974269139316e+00,NULL);
INSERT INTO "trial_metric" VALUES(1,'val','rmse',5.90536657671147269255e-01,NULL);
INSERT INTO "trial_metric" VALUES(2,'test','accuracy',5.13333333333333308168e-01,NULL);
INSERT INTO "trial_metric" VALUES(2,'test','auc',5.01115106276455279932e-01,NULL);
INSERT INTO "trial_metric" VALUES(2,'test','gauc',5.26523978385680546665e-01,NULL);
INSERT INTO "trial_metric" VALUES(2,'test','logloss',1.02375117280388305829e+00,NULL);
INSERT INTO "trial_metric" VALUES(2,'test','mae',4.80025186024275296592e-01,NULL);
INSERT INTO "trial_metric" VALUES(2,'test','mse',3.36659509980907545312e-01,NULL);
INSERT INTO "trial_metric" VALUES(2,'test','ne',1.50254421717520258994e+00,NULL);
INSERT INTO "trial_metric" VALUES(2,'test','rmse',5.80223672372049636969e-01,NULL);
INSERT INTO "trial_metric" VALUES(2,'train','loss',8.94874247709910086712e-01,NULL);
INSERT INTO "trial_metric" VALUES(2,'val','accuracy',0.59,NULL);
INSERT INTO "trial_metric" VALUES(2,'val','auc',5.39633699633699670528e-01,NULL);
INSERT INTO "trial_metric" VALUES(2,'val','gauc',5.24169435215946832862e-01,NULL);
INSERT INTO "trial_metric" VALUES(2,'val','logloss',8.95140224032256237585e-01,NULL);
INSERT INTO "trial_metric" VALUES(2,'val','mae',4.42970436284902679968e-01,NULL);
INSERT INTO "trial_metric" VALUES(2,'val','mse',3.01267219026783827917e-01,NULL);
INSERT INTO "trial_metric" VALUES(2,'val','ne',1.38256988308247952268e+00,NULL);
INSERT INTO "trial_metric" VALUES(2,'val','rmse',5.48878145881928736216e-01,NULL);
INSERT INTO "trial_metric" VALUES(3,'test','accuracy',0.66,NULL);
INSERT INTO "trial_metric" VALUES(3,'test','auc',6.89909426061626640525e-01,NULL);
INSERT INTO "trial_metric" VALUES(3,'test','gauc',0.686419284025667,NULL);
INSERT INTO "trial_metric" VALUES(3,'test','logloss',6.48688648566438486042e-01,NULL);
INSERT INTO "trial_metric" VALUES(3,'test','mae',4.14849194461278825141e-01,NULL);
INSERT INTO "trial_metric" VALUES(3,'test','mse',2.25375811892082916765e-01,NULL);
INSERT INTO "trial_metric" VALUES(3,'test','ne',9.52070584672645492396e-01,NULL);
INSERT INTO "trial_metric" VALUES(3,'test','rmse',4.74737624264269686413e-01,NULL);
INSERT INTO "trial_metric" VALUES(3,'train','loss',5.92276349862416617853e-01,NULL);
INSERT INTO "trial_metric" VALUES(3,'val','accuracy',7.43333333333333290404e-01,NULL);
INSERT INTO "trial_metric" VALUES(3,'val','auc',0.718046398046398,NULL);
INSERT INTO "trial_metric" VALUES(3,'val','gauc',7.51056662975267630422e-01,NULL);
INSERT INTO "trial_metric" VALUES(3,'val','logloss',5.79136198102177424118e-01,NULL);
INSERT INTO "trial_metric" VALUES(3,'val','mae',3.82418857147233781645e-01,NULL);
INSERT INTO "trial_metric" VALUES(3,'val','mse',1.93891009611670883661e-01,NULL);
INSERT INTO "trial_metric" VALUES(3,'val','ne',8.94492554576685194867e-01,NULL);
INSERT INTO "trial_metric" VALUES(3,'val','rmse',4.40330568563744917387e-01,NULL);
INSERT INTO "trial_metric" VALUES(4,'test','accuracy',5.86666666666666669627e-01,NULL);
INSERT INTO "trial_metric" VALUES(4,'test','auc',5.91006326521323566147e-01,NULL);
INSERT INTO "trial_metric" VALUES(4,'test','gauc',5.95601148260722745853e-01,NULL);
INSERT INTO "trial_metric" VALUES(4,'test','logloss',7.29456752986322509713e-01,NULL);
INSERT INTO "trial_metric" VALUES(4,'test','mae',4.42845042125646959352e-01,NULL);
INSERT INTO "trial_metric" VALUES(4,'test','mse',2.57150185088232952068e-01,NULL);
INSERT INTO "trial_metric" VALUES(4,'test','ne',1.07061271820292636114e+00,NULL);
INSERT INTO "trial_metric" VALUES(4,'test','rmse',5.07099778237215303988e-01,NULL);
INSERT INTO "trial_metric" VALUES(4,'train','loss',6.14550360838572173882e-01,NULL);
INSERT INTO "trial_metric" VALUES(4,'val','accuracy',6.83333333333333348136e-01,NULL);
INSERT INTO "trial_metric" VALUES(4,'val','auc',6.7775335775335776578e-01,NULL);
INSERT INTO "trial_metric" VALUES(4,'val','gauc',0.65687523071244,NULL);
INSERT INTO "trial_metric" VALUES(4,'val','logloss',6.22704543193112414201e-01,NULL);
INSERT INTO "trial_metric" VALUES(4,'val','mae',3.94387072411857608766e-01,NULL);
INSERT INTO "trial_metric" VALUES(4,'val','mse',2.12844009772913705935e-01,NULL);
INSERT INTO "trial_metric" VALUES(4,'val','ne',9.61785119653394859895e-01,NULL);
INSERT INTO "trial_metric" VALUES(4,'val','rmse',4.61350202961821276304e-01,NULL);
CREATE TABLE trial_param (
    trial_id INTEGER NOT NULL REFERENCES trial (id) ON DELETE CASCADE,
    path     TEXT    NOT NULL,                              -- training.lr
    value    TEXT    NOT NULL CHECK (json_valid(value)),    -- JSON
    number   REAL,                                          -- the same, where it is a number
    PRIMARY KEY (trial_id, path)
) STRICT, WITHOUT ROWID;
INSERT INTO "trial_param" VALUES(1,'seed','1',1.0);
INSERT INTO "trial_param" VALUES(1,'training.lr','0.001',0.001);
INSERT INTO "trial_param" VALUES(2,'seed','2',2.0);
INSERT INTO "trial_param" VALUES(2,'training.lr','0.001',0.001);
INSERT INTO "trial_param" VALUES(3,'seed','1',1.0);
INSERT INTO "trial_param" VALUES(3,'training.lr','0.01',0.01);
INSERT INTO "trial_param" VALUES(4,'seed','2',2.0);
INSERT INTO "trial_param" VALUES(4,'training.lr','0.01',0.01);
CREATE INDEX "flyway_schema_history_s_idx" ON "flyway_schema_history" ("success");
CREATE INDEX trial_by_value ON trial (sweep_id, state, best_value, number);
CREATE INDEX trial_param_by_number ON trial_param (path, number);
CREATE VIEW leaderboard AS
WITH judged AS (
    SELECT sweep.name AS sweep, sweep.objective_split || '.' || sweep.objective_name AS objective, trial.*,
           trial.state = 'completed' AND trial.best_value IS NOT NULL AS ranked,
           CASE sweep.goal WHEN 'maximize' THEN -trial.best_value ELSE trial.best_value END AS badness
      FROM trial JOIN sweep ON sweep.id = trial.sweep_id
)
SELECT sweep,
       CASE WHEN ranked THEN row_number() OVER (PARTITION BY sweep, ranked ORDER BY badness, number) END AS rank,
       number AS trial, state, objective, best_value AS value, best_epoch, epochs, stop_reason, seconds,
       assignment, seed, config_hash, id AS trial_id
  FROM judged
 ORDER BY sweep, ranked DESC, CASE WHEN ranked THEN badness END, number;
CREATE VIEW learning_curve AS
SELECT sweep.name AS sweep, trial.number AS trial, epoch.epoch, epoch.attempt, epoch.lr, epoch.seconds, epoch.rows,
       metric.split, metric.name, metric.value, metric.non_finite, trial.id AS trial_id
  FROM epoch
  JOIN trial ON trial.id = epoch.trial_id
  JOIN sweep ON sweep.id = trial.sweep_id
  JOIN epoch_metric AS metric
    ON metric.trial_id = epoch.trial_id AND metric.attempt = epoch.attempt AND metric.epoch = epoch.epoch
 WHERE NOT EXISTS (
           SELECT 1 FROM epoch AS later
            WHERE later.trial_id = epoch.trial_id AND later.attempt > epoch.attempt AND later.epoch <= epoch.epoch)
 ORDER BY sweep.name, trial.number, epoch.epoch, metric.split, metric.name;
COMMIT;
