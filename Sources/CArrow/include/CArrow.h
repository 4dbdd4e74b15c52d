#ifndef AIRWORTHY_CARROW_H
#define AIRWORTHY_CARROW_H

#include <stdint.h>

/// The C data interface of Apache Arrow, as its specification lays it out in memory.

struct ArrowSchema {
  const char *format;
  const char *name;
  const char *metadata;
  int64_t flags;
  int64_t n_children;
  struct ArrowSchema **children;
  struct ArrowSchema *dictionary;
  void (*release)(struct ArrowSchema *);
  void *private_data;
};

struct ArrowArray {
  int64_t length;
  /// Or −1 where it was not counted.
  int64_t null_count;
  int64_t offset;
  int64_t n_buffers;
  int64_t n_children;
  const void **buffers;
  struct ArrowArray **children;
  struct ArrowArray *dictionary;
  void (*release)(struct ArrowArray *);
  void *private_data;
};

struct ArrowArrayStream {
  int (*get_schema)(struct ArrowArrayStream *, struct ArrowSchema *);
  int (*get_next)(struct ArrowArrayStream *, struct ArrowArray *);
  const char *(*get_last_error)(struct ArrowArrayStream *);
  void (*release)(struct ArrowArrayStream *);
  void *private_data;
};

/// What `Plugins/Parquet/reader.cpp` exports as `airworthy_parquet_open_1`.
typedef int (*airworthy_parquet_open)(
    const char *path, const char *const *names, int64_t count, int64_t rows_max,
    struct ArrowArrayStream *stream, int64_t *rows, char *message, int64_t room);

static inline airworthy_parquet_open airworthy_parquet_function(void *symbol) {
  return (airworthy_parquet_open)symbol;
}

#endif
