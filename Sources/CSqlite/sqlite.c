#include "CSqlite.h"

#include <sqlite3.h>

static sqlite3 *db(kscope_database *database) { return (sqlite3 *)database; }
static sqlite3_stmt *stmt(kscope_statement *statement) { return (sqlite3_stmt *)statement; }

int32_t kscope_sqlite_open(
    const char *path, int32_t writes, int32_t milliseconds, kscope_database **database) {
  int flags = SQLITE_OPEN_NOMUTEX | (writes ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
                                            : SQLITE_OPEN_READONLY);
  sqlite3 *opened = NULL;
  int result = sqlite3_open_v2(path, &opened, flags, NULL);
  *database = (kscope_database *)opened;
  if (result == SQLITE_OK) sqlite3_busy_timeout(opened, milliseconds);
  return result;
}

void kscope_sqlite_close(kscope_database *database) { sqlite3_close_v2(db(database)); }

int32_t kscope_sqlite_run(kscope_database *database, const char *sql) {
  return sqlite3_exec(db(database), sql, NULL, NULL, NULL);
}

int32_t kscope_sqlite_prepare(
    kscope_database *database, const char *sql, kscope_statement **statement) {
  return sqlite3_prepare_v3(
      db(database), sql, -1, SQLITE_PREPARE_PERSISTENT, (sqlite3_stmt **)statement, NULL);
}

void kscope_sqlite_finalize(kscope_statement *statement) { sqlite3_finalize(stmt(statement)); }

int64_t kscope_sqlite_last_row(kscope_database *database) {
  return sqlite3_last_insert_rowid(db(database));
}

int32_t kscope_sqlite_bind_integer(kscope_statement *statement, int32_t place, int64_t value) {
  return sqlite3_bind_int64(stmt(statement), place, value);
}

int32_t kscope_sqlite_bind_text(
    kscope_statement *statement, int32_t place, const char *text, size_t length) {
  return sqlite3_bind_text64(
      stmt(statement), place, text, length, SQLITE_TRANSIENT, SQLITE_UTF8);
}

int32_t kscope_sqlite_bind_blob(
    kscope_statement *statement, int32_t place, const void *bytes, size_t length) {
  // NULL would be no blob at all.
  return sqlite3_bind_blob64(
      stmt(statement), place, bytes ? bytes : "", length, SQLITE_TRANSIENT);
}

int32_t kscope_sqlite_step(kscope_statement *statement) { return sqlite3_step(stmt(statement)); }

void kscope_sqlite_reset(kscope_statement *statement) {
  sqlite3_reset(stmt(statement));
  sqlite3_clear_bindings(stmt(statement));
}

int64_t kscope_sqlite_integer(kscope_statement *statement, int32_t column) {
  return sqlite3_column_int64(stmt(statement), column);
}

const void *kscope_sqlite_bytes(kscope_statement *statement, int32_t column, size_t *length) {
  const void *bytes = sqlite3_column_blob(stmt(statement), column);
  *length = (size_t)sqlite3_column_bytes(stmt(statement), column);
  return bytes;
}
