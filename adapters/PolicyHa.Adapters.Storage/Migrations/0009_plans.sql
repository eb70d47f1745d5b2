-- What an instance was when a step about it was planned: it is to be the same again, over a crash too. Null in steps planned before.
ALTER TABLE step ADD COLUMN former TEXT;
