-- What an incident came to, instance by instance; null as long as no plan of it is over.
ALTER TABLE incident ADD COLUMN instances_json TEXT;
