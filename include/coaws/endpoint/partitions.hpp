// The partitions of AWS, as rule sets see them (EP-22 aws.partition).
#pragma once

#include <coaws/base/json.hpp>
#include <coaws/value/value.hpp>
#include <memory>
#include <string>
#include <string_view>

namespace coaws::endpoint {

/// One partition: its id and what `aws.partition` answers for it.
struct partition {
    std::string id;
    value_map outputs;  ///< dnsSuffix, dualStackDnsSuffix, supportsFIPS, …, and `name`
};

/// All partitions of a `partitions.json`. Immutable and thread-safe.
class partitions {
  public:
    /// Reads the contents of a partitions.json. Throws endpoint_resolution_error when there is no partition
    /// in it or a region pattern is malformed. The document is not needed afterwards.
    static std::shared_ptr<partitions const> load(json::view root);

    ~partitions();
    partitions(partitions const&) = delete;
    partitions& operator=(partitions const&) = delete;

    /// The first partition, in file order, that lists the region or whose pattern fits it; the first of all
    /// when none does. Never allocates.
    partition const& find(std::string_view region) const noexcept;

    /// What is answered where no region is known: the first partition.
    partition const& fallback() const noexcept;

  private:
    struct impl;
    explicit partitions(std::unique_ptr<impl> state);
    std::unique_ptr<impl> impl_;
};

}  // namespace coaws::endpoint
