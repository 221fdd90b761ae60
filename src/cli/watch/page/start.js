
// All is there: go.
readChoices();
connect();
