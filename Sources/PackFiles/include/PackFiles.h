#ifndef AIRWORTHY_PACK_FILES_H
#define AIRWORTHY_PACK_FILES_H

/// A pack as it lies in Packs/, carried in the program so that it needs no files beside it.
struct pack_file {
  const char *name;
  const unsigned char *bytes;
  unsigned long count;
};

/// Number of packs that the program carries.
unsigned long pack_file_count(void);

/// The pack at an index below `pack_file_count()`.
struct pack_file pack_file_at(unsigned long index);

#endif
