// Reads Parquet files by Arrow's C++ library, and hands their rows over batch by batch as the C stream
// of Arrow has it. `script/parquet` builds it; airworthy loads it when a Parquet file is to be read.

#include <arrow/api.h>
#include <arrow/c/bridge.h>
#include <arrow/io/file.h>
#include <parquet/arrow/reader.h>
#include <parquet/file_reader.h>
#include <parquet/metadata.h>
#include <parquet/schema.h>

#include <cstdint>
#include <cstring>
#include <exception>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace {

// A reader of batches that keeps what it reads from, and lets no exception out.
class Batches : public arrow::RecordBatchReader {
 public:
  Batches(std::unique_ptr<parquet::arrow::FileReader> file,
          std::shared_ptr<arrow::RecordBatchReader> batches)
      : file_(std::move(file)), batches_(std::move(batches)) {}

  std::shared_ptr<arrow::Schema> schema() const override { return batches_->schema(); }

  arrow::Status ReadNext(std::shared_ptr<arrow::RecordBatch>* batch) override {
    try {
      ARROW_RETURN_NOT_OK(batches_->ReadNext(batch));
      // What a damaged file says of sizes is not taken on trust.
      return *batch ? (*batch)->Validate() : arrow::Status::OK();
    } catch (const std::exception& error) {
      return arrow::Status::IOError(error.what());
    }
  }

 private:
  std::unique_ptr<parquet::arrow::FileReader> file_;
  std::shared_ptr<arrow::RecordBatchReader> batches_;
};

// Whether every page of a column of texts refers to a dictionary, so that texts can be counted by it.
bool HasDictionary(const parquet::FileMetaData& metadata, int column) {
  if (metadata.schema()->Column(column)->physical_type() != parquet::Type::BYTE_ARRAY) return false;
  if (metadata.num_row_groups() == 0) return false;
  for (int group = 0; group < metadata.num_row_groups(); group++) {
    auto chunk = metadata.RowGroup(group)->ColumnChunk(column);
    const auto& pages = chunk->encoding_stats();
    if (pages.empty()) return false;
    for (const auto& page : pages) {
      bool is_data = page.page_type == parquet::PageType::DATA_PAGE ||
                     page.page_type == parquet::PageType::DATA_PAGE_V2;
      if (is_data && page.encoding != parquet::Encoding::RLE_DICTIONARY &&
          page.encoding != parquet::Encoding::PLAIN_DICTIONARY)
        return false;
    }
  }
  return true;
}

arrow::Status Open(const char* path, const char* const* names, int64_t count, int64_t rows_max,
                   ArrowArrayStream* stream, int64_t* rows) {
  parquet::ReaderProperties properties;
  properties.enable_buffered_stream();
  properties.set_buffer_size(1 << 20);
  ARROW_ASSIGN_OR_RAISE(auto file, arrow::io::ReadableFile::Open(path));
  auto reader = parquet::ParquetFileReader::Open(file, properties);
  auto metadata = reader->metadata();

  std::set<std::string> wanted;
  for (int64_t i = 0; i < count; i++) wanted.insert(names[i]);
  std::vector<int> columns;
  parquet::ArrowReaderProperties options(/*use_threads=*/false);
  options.set_batch_size(rows_max);
  options.set_pre_buffer(false);
  options.set_smallest_decimal_enabled(true);
  for (int i = 0; i < metadata->num_columns(); i++) {
    const auto* column = metadata->schema()->Column(i);
    if (count >= 0 && wanted.count(column->path()->ToDotString()) == 0) continue;
    columns.push_back(i);
    if (HasDictionary(*metadata, i)) options.set_read_dictionary(i, true);
  }
  std::vector<int> groups(metadata->num_row_groups());
  for (size_t i = 0; i < groups.size(); i++) groups[i] = static_cast<int>(i);

  ARROW_ASSIGN_OR_RAISE(auto rows_reader,
                        parquet::arrow::FileReader::Make(arrow::default_memory_pool(),
                                                         std::move(reader), options));
  ARROW_ASSIGN_OR_RAISE(std::shared_ptr<arrow::RecordBatchReader> batches,
                        rows_reader->GetRecordBatchReader(groups, columns));
  *rows = metadata->num_rows();
  return arrow::ExportRecordBatchReader(
      std::make_shared<Batches>(std::move(rows_reader), std::move(batches)), stream);
}

}  // namespace

// Opens a file. Returns 0, or 1 with the reason in `message`, which has `room` bytes.
//
// `names` are the paths of the columns that are wanted, with dots; all of them where `count` is
// negative. Of the rows at most `rows_max` come at a time.
extern "C" __attribute__((visibility("default"))) int airworthy_parquet_open_1(
    const char* path, const char* const* names, int64_t count, int64_t rows_max,
    ArrowArrayStream* stream, int64_t* rows, char* message, int64_t room) {
  std::string reason;
  try {
    auto status = Open(path, names, count, rows_max, stream, rows);
    if (status.ok()) return 0;
    reason = status.message();
  } catch (const std::exception& error) {
    reason = error.what();
  }
  if (room > 0) {
    std::strncpy(message, reason.c_str(), static_cast<size_t>(room) - 1);
    message[room - 1] = 0;
  }
  return 1;
}
