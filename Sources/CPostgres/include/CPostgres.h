#ifndef AIRWORTHY_CPOSTGRES_H
#define AIRWORTHY_CPOSTGRES_H

#include <stdbool.h>
#include <stddef.h>

/// The functions of PostgreSQL's client library that are used; it is loaded when a database is named.
struct postgres {
  void *(*connect)(const char *const *keys, const char *const *values, int expands);
  int (*status)(const void *connection);
  char *(*error)(const void *connection);
  void (*finish)(void *connection);
  void *(*exec)(void *connection, const char *command);
  void *(*prepare)(void *connection, const char *name, const char *query, int count,
                   const unsigned *types);
  void *(*describe)(void *connection, const char *name);
  void *(*next_result)(void *connection);
  int (*result_status)(const void *result);
  char *(*result_error)(const void *result);
  int (*columns)(const void *result);
  unsigned (*column_type)(const void *result, int column);
  char *(*column_name)(const void *result, int column);
  void (*clear)(void *result);
  int (*copy)(void *connection, char **buffer, int async);
  void (*free)(void *memory);
};

/// What the library's functions are called, in the order of the members above.
static const char *const postgres_names[] = {
    "PQconnectdbParams", "PQstatus",     "PQerrorMessage",    "PQfinish",
    "PQexec",            "PQprepare",    "PQdescribePrepared", "PQgetResult",
    "PQresultStatus",    "PQresultErrorMessage", "PQnfields",  "PQftype",
    "PQfname",           "PQclear",      "PQgetCopyData",     "PQfreemem",
};

enum { postgres_count = sizeof(struct postgres) / sizeof(void *) };

static inline const char *postgres_name(int index) { return postgres_names[index]; }

/// Sets a member, by its place.
static inline void postgres_set(struct postgres *functions, int index, void *symbol) {
  ((void **)functions)[index] = symbol;
}

/// Values of `result_status` and `status` that are asked for.
enum postgres_status {
  postgres_connected = 0,
  postgres_command_ok = 1,
  postgres_tuples_ok = 2,
  postgres_copy_out = 3,
};

#endif
