// Documents in files.
#include <coaws/credentials/cache.hpp>

#include "auth/python_json.hpp"
#include "credentials/json_document.hpp"

namespace coaws {

namespace {

class file_cache final : public credential_cache {
  public:
    file_cache(std::shared_ptr<pipeline::files> files, std::string folder)
        : files_(std::move(files)), folder_(std::move(folder)) {}

    asio::awaitable<std::optional<value_map>> get(std::string key) override {
        auto const text = co_await files_->read(path_of(key));
        if (!text) co_return std::nullopt;
        co_return read_json_object(*text);
    }

    asio::awaitable<void> put(std::string key, value_map document) override {
        std::string text;
        auth::append_python_json(text, value(std::move(document)));
        co_await files_->write_private(path_of(key), std::move(text));
    }

  private:
    std::string path_of(std::string const& key) const { return folder_ + '/' + key + ".json"; }

    std::shared_ptr<pipeline::files> files_;
    std::string folder_;
};

}  // namespace

std::shared_ptr<credential_cache> make_file_credential_cache(std::shared_ptr<pipeline::files> files,
                                                             std::string folder) {
    return std::make_shared<file_cache>(std::move(files), std::move(folder));
}

}  // namespace coaws
