#include "inflater.h"
#include "CCompress.h"

#include <isa-l/igzip_lib.h>
#include <stdlib.h>
#include <string.h>

struct inflater {
  bool is_gzip;
  // A stream ended, and no other has begun.
  bool ended;
  struct isal_gzip_header header;
  // Whether a header of gzip comes before anything else, and how many of its bytes were looked at.
  bool in_header;
  size_t looked;
  // What was found behind output that there was no room for yet, or KSCOPE_UNPACK_MORE.
  int32_t failure;
  // Bytes that ISA-L has taken and that nobody was told of: input begins with them once more.
  size_t ahead;
  struct inflate_state state;
};

void inflater_restart(struct inflater *inflater) {
  isal_inflate_init(&inflater->state);
  inflater->state.crc_flag = inflater->is_gzip ? ISAL_GZIP_NO_HDR_VER : ISAL_DEFLATE;
  isal_gzip_header_init(&inflater->header);
  inflater->in_header = inflater->is_gzip;
  inflater->looked = 0;
  inflater->failure = KSCOPE_UNPACK_MORE;
  inflater->ahead = 0;
  inflater->ended = false;
}

struct inflater *inflater_create(bool is_gzip) {
  struct inflater *inflater = malloc(sizeof *inflater);
  if (inflater != NULL) {
    inflater->is_gzip = is_gzip;
    inflater_restart(inflater);
  }
  return inflater;
}

struct inflater *inflater_copy(const struct inflater *inflater) {
  struct inflater *copy = malloc(sizeof *copy);
  // Nothing in it points into it.
  if (copy != NULL)
    memcpy(copy, inflater, sizeof *copy);
  return copy;
}

static uint32_t at_most_32_bits(size_t count) {
  return count > UINT32_MAX ? UINT32_MAX : (uint32_t)count;
}

// How many of the bytes that ISA-L has taken are to be told of as taken. It takes up to eight ahead: where
// it wants no more, because the stream has ended or there is no room for output, those are not; what
// follows a stream begins with them. Of a symbol that waits for its end, all are.
static size_t taken(struct inflater *inflater, size_t count, size_t length) {
  const struct inflate_state *state = &inflater->state;
  const bool is_decoded =
      state->block_state == ISAL_BLOCK_INPUT_DONE || state->block_state == ISAL_BLOCK_FINISH;
  const size_t early =
      is_decoded || state->avail_out == 0 ? (size_t)state->read_in_length / 8 : 0;
  const size_t all = inflater->ahead + count;
  const size_t told = all > early ? all - early : 0;
  return told < length ? told : length;
}

// ISA-L leaves output that comes before a failure and found no room where it unpacked it.
static void hand_out_rest(struct inflate_state *state) {
  uint32_t count = (uint32_t)(state->tmp_out_valid - state->tmp_out_processed);
  if (count > state->avail_out)
    count = state->avail_out;
  memcpy(state->next_out, state->tmp_out_buffer + state->tmp_out_processed, count);
  state->tmp_out_processed += (int32_t)count;
  state->next_out += count;
  state->avail_out -= count;
}

// Whether so far it is a header of gzip; ISA-L would wait for all of one, and knows no reserved flags.
static bool is_header(struct inflater *inflater) {
  static const uint8_t start[] = {0x1F, 0x8B, 8, 0}, mask[] = {0xFF, 0xFF, 0xFF, 0xE0};
  const struct inflate_state *state = &inflater->state;
  for (uint32_t i = 0; i < state->avail_in && inflater->looked < sizeof start; i++) {
    if ((state->next_in[i] & mask[inflater->looked]) != start[inflater->looked])
      return false;
    inflater->looked++;
  }
  return true;
}

static int32_t status_of_inflating(struct inflater *inflater) {
  struct inflate_state *state = &inflater->state;
  int result = ISAL_DECOMP_OK;
  if (inflater->in_header) {
    if (!is_header(inflater))
      return KSCOPE_UNPACK_DAMAGED;
    result = isal_read_gzip_header(state, &inflater->header);
    if (result == ISAL_END_INPUT)
      return KSCOPE_UNPACK_MORE;
    if (result != ISAL_DECOMP_OK)
      return KSCOPE_UNPACK_DAMAGED;
    inflater->in_header = false;
  }
  result = isal_inflate(state);
  if (result == ISAL_INCORRECT_CHECKSUM)
    return KSCOPE_UNPACK_CHECKSUM;
  if (result < 0)
    return KSCOPE_UNPACK_DAMAGED;
  return state->block_state == ISAL_BLOCK_FINISH ? KSCOPE_UNPACK_END : KSCOPE_UNPACK_MORE;
}

int32_t inflater_unpack(
    struct inflater *inflater, const uint8_t *input, size_t length, size_t *consumed,
    uint8_t *output, size_t capacity, size_t *produced) {
  struct inflate_state *state = &inflater->state;
  if (inflater->ended) {
    // Without input there is no next stream.
    if (length == 0)
      return KSCOPE_UNPACK_MORE;
    inflater_restart(inflater);
  }
  const uint32_t room = at_most_32_bits(capacity);
  const size_t known = inflater->ahead < length ? inflater->ahead : length;
  // ISA-L asks for a pointer to what it only reads.
  state->next_in = (uint8_t *)input + known;
  state->avail_in = at_most_32_bits(length - known);
  state->next_out = output;
  state->avail_out = room;
  int32_t status = inflater->failure;
  if (status == KSCOPE_UNPACK_MORE)
    status = status_of_inflating(inflater);
  if (status != KSCOPE_UNPACK_MORE && status != KSCOPE_UNPACK_END) {
    inflater->failure = status;
    hand_out_rest(state);
    if (state->tmp_out_processed < state->tmp_out_valid)
      status = KSCOPE_UNPACK_MORE;
  }
  const size_t count = (size_t)(state->next_in - input) - known;
  *consumed = taken(inflater, count, length);
  inflater->ahead += count - *consumed;
  *produced = room - state->avail_out;
  inflater->ended = status == KSCOPE_UNPACK_END;
  return status;
}
