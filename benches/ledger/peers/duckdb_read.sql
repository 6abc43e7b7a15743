-- What both DuckDB peers begin with: the ledgers and the coefficients as tables, every type named, so that nothing is guessed or sampled.
CREATE VIEW ledger AS
SELECT * REPLACE (coalesce(category, '') AS category) FROM read_csv(getvariable('ledgers'), header = true, delim = ',', quote = '"', escape = '"', columns = {
    id: 'VARCHAR', period: 'DATE', site: 'VARCHAR', activity: 'VARCHAR', category: 'VARCHAR',
    quantity: 'DECIMAL(18,4)', unit: 'VARCHAR', evidence: 'VARCHAR', note: 'VARCHAR'});

CREATE TABLE coefficient AS
SELECT * REPLACE (coalesce(category, '') AS category) FROM read_csv(getvariable('coefficients'), header = true, delim = ',', columns = {
    activity: 'VARCHAR', category: 'VARCHAR', unit: 'VARCHAR', site: 'VARCHAR', valid_from: 'DATE', valid_to: 'DATE', figure: 'VARCHAR',
    counts_in: 'VARCHAR', tco2e: 'DECIMAL(18,16)', tco2_biogenic: 'DECIMAL(18,16)', mwh: 'DECIMAL(20,18)'});
