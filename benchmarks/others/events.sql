-- One row an event, with the terms that it becomes; {rows} and {lookups} are put in.
SELECT '{source}/row/' || number AS event, kind, name || ' (CAMEO ' || kinds.code || '): '
    || coalesce(one.shown, '?') || coalesce(' → ' || other.shown, '') AS label,
  day, one.entity AS agent, other.entity AS target, place, 'CAMEO ' || kinds.code AS coded
FROM (
  SELECT row_number() OVER () AS number, *,
    column01[1:4] || '-' || column01[5:6] || '-' || column01[7:8] AS day
  FROM read_csv('{rows}', delim = '\t', quote = '', escape = '', header = false, all_varchar = true,
    nullstr = '\N')
) read
JOIN read_csv('{lookups}/kinds.csv', all_varchar = true) kinds ON kinds.code = column26
LEFT JOIN read_csv('{lookups}/actors.csv', all_varchar = true) one
  ON one.code = column05 AND one.name_given = column06
LEFT JOIN read_csv('{lookups}/actors.csv', all_varchar = true) other
  ON other.code = column15 AND other.name_given = column16
LEFT JOIN read_csv('{lookups}/places.csv', all_varchar = true) places
  ON places.name_given = column52 AND places.country = column53
  AND places.latitude = column56 AND places.longitude = column57
WHERE {wanted}
