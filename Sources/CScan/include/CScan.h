#ifndef AIRWORTHY_CSCAN_H
#define AIRWORTHY_CSCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/// What a block of text holds besides its marks.
struct scan_found {
  size_t newlines;
  bool has_quote;
  bool has_return;
  /// Whether a byte is above 127.
  bool has_high;
  bool has_nul;
};

#if defined(__SSE2__)
/// One bit for each of 64 bytes that equals `byte`.
static inline uint64_t scan_equal(const __m128i block[4], char byte) {
  __m128i wanted = _mm_set1_epi8(byte);
  uint64_t bits = 0;
  for (int i = 0; i < 4; i++)
    bits |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(block[i], wanted)) << (16 * i);
  return bits;
}

static inline uint64_t scan_high(const __m128i block[4]) {
  __m128i any = _mm_or_si128(_mm_or_si128(block[0], block[1]), _mm_or_si128(block[2], block[3]));
  return (uint64_t)(uint32_t)_mm_movemask_epi8(any);
}
#else
struct scan_block { uint8_t bytes[64]; };

static inline uint64_t scan_equal(const struct scan_block *block, char byte) {
  uint64_t bits = 0;
  for (int i = 0; i < 64; i++) bits |= (uint64_t)(block->bytes[i] == (uint8_t)byte) << i;
  return bits;
}

static inline uint64_t scan_high(const struct scan_block *block) {
  uint8_t any = 0;
  for (int i = 0; i < 64; i++) any |= block->bytes[i];
  return any & 0x80;
}
#endif

/// Writes the places of separators and line feeds, and of quotes if wanted, in order.
///
/// `bytes` must be readable, and zero, for 64 bytes beyond `count`; `marks` must have room for
/// `count` + 16 places, since some are written ahead.
/// Returns how many there are.
static inline size_t scan_marks(
    const uint8_t *bytes, size_t count, char separator, bool wants_quotes, uint32_t *marks,
    struct scan_found *found) {
  uint32_t *next = marks;
  uint64_t quotes = 0, returns = 0, high = 0, nuls = 0;
  size_t newlines = 0;
  for (size_t start = 0; start < count; start += 64) {
#if defined(__SSE2__)
    __m128i block[4];
    for (int i = 0; i < 4; i++) block[i] = _mm_loadu_si128((const __m128i *)(bytes + start) + i);
#else
    struct scan_block block[1];
    __builtin_memcpy(block, bytes + start, 64);
#endif
    uint64_t inside = count - start < 64 ? ((uint64_t)1 << (count - start)) - 1 : ~(uint64_t)0;
    uint64_t lines = scan_equal(block, '\n');
    uint64_t quote = scan_equal(block, '"');
    uint64_t bits = lines | scan_equal(block, separator);
    quotes |= quote;
    returns |= scan_equal(block, '\r');
    high |= scan_high(block);
    nuls |= scan_equal(block, 0) & inside;
    newlines += (size_t)__builtin_popcountll(lines & inside);
    if (wants_quotes) bits |= quote;
    bits &= inside;
    // Eight at a time without a branch: what is written beyond is written over.
    size_t ones = (size_t)__builtin_popcountll(bits);
    for (size_t done = 0; done < ones; done += 8) {
      for (int i = 0; i < 8; i++) {
        next[done + (size_t)i] = (uint32_t)start + (uint32_t)__builtin_ctzll(bits | (uint64_t)1 << 63);
        bits &= bits - 1;
      }
    }
    next += ones;
  }
  found->newlines = newlines;
  found->has_quote = quotes != 0;
  found->has_return = returns != 0;
  found->has_high = high != 0;
  found->has_nul = nuls != 0;
  return (size_t)(next - marks);
}

#endif
