-- Which database this is. Each folder of outputs says to which database it belongs, so that no two write to the same one.

CREATE TABLE identity (
    id TEXT NOT NULL PRIMARY KEY  -- random; a copy of the file has the same
) STRICT, WITHOUT ROWID;

INSERT INTO identity (id) VALUES (lower(hex(randomblob(8))));
