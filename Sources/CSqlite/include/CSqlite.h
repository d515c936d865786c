#pragma once
#include <stddef.h>
#include <stdint.h>

// SQLite, thinly wrapped: databases, statements, and values in and out of them. Every function that
// can fail returns SQLite's result code; 0 is success.

enum kscope_sqlite_result {
  KSCOPE_SQLITE_OK = 0,
  KSCOPE_SQLITE_ERROR = 1,
  KSCOPE_SQLITE_BUSY = 5,
  KSCOPE_SQLITE_READONLY = 8,
  KSCOPE_SQLITE_CORRUPT = 11,
  KSCOPE_SQLITE_FULL = 13,
  KSCOPE_SQLITE_CANNOT_OPEN = 14,
  KSCOPE_SQLITE_NOT_A_DATABASE = 26,
  KSCOPE_SQLITE_ROW = 100,
  KSCOPE_SQLITE_DONE = 101,
};

typedef struct kscope_database kscope_database;
typedef struct kscope_statement kscope_statement;

// Opens a file, for one thread at a time; it is made if `writes` and it is not there. What locks it
// is waited for `milliseconds`. `database` is to be closed even after a failure, unless NULL.
int32_t kscope_sqlite_open(
    const char *path, int32_t writes, int32_t milliseconds, kscope_database **database);
void kscope_sqlite_close(kscope_database *database);

// Runs statements that give no rows.
int32_t kscope_sqlite_run(kscope_database *database, const char *sql);
int32_t kscope_sqlite_prepare(
    kscope_database *database, const char *sql, kscope_statement **statement);
void kscope_sqlite_finalize(kscope_statement *statement);
int64_t kscope_sqlite_last_row(kscope_database *database);

// Parameters count from 1. Texts and blobs are copied.
int32_t kscope_sqlite_bind_integer(kscope_statement *statement, int32_t place, int64_t value);
int32_t kscope_sqlite_bind_text(
    kscope_statement *statement, int32_t place, const char *text, size_t length);
int32_t kscope_sqlite_bind_blob(
    kscope_statement *statement, int32_t place, const void *bytes, size_t length);

// KSCOPE_SQLITE_ROW or KSCOPE_SQLITE_DONE where nothing fails.
int32_t kscope_sqlite_step(kscope_statement *statement);
// Makes a statement ready to run again, without its parameters.
void kscope_sqlite_reset(kscope_statement *statement);

// Columns count from 0; what they give holds until the next step.
int64_t kscope_sqlite_integer(kscope_statement *statement, int32_t column);
const void *kscope_sqlite_bytes(kscope_statement *statement, int32_t column, size_t *length);
