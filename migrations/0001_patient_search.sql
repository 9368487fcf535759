-- The search index of the patients room (electron/patients/search-index.ts). Topic: patients.
-- One row a patient who can be found: what the rows below were made of, so that they can be taken out again.
CREATE TABLE patient_search (
  number INTEGER PRIMARY KEY,
  patient_id TEXT NOT NULL UNIQUE REFERENCES patient (id),
  sort_key TEXT NOT NULL,
  facts TEXT NOT NULL
);
-- One row for every word, date or number a patient is found under, lying in the order in which the list shows them:
-- a search reads from the front of a range and stops when the list is full. Words of names carry the patient's other
-- facts, so that the rest of the query is checked without leaving the row.
CREATE TABLE patient_search_token (
  role INTEGER NOT NULL,
  token TEXT NOT NULL,
  sort_key TEXT NOT NULL,
  number INTEGER NOT NULL,
  facts TEXT NOT NULL,
  PRIMARY KEY (role, token, sort_key)
) WITHOUT ROWID;
