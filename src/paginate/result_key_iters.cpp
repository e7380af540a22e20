// One run over pages as several sequences of items, one for each result key (PAGE-08).
#include <deque>

#include "paginate/run_state.hpp"

namespace coaws::paginate {
namespace {

using shared_page = std::shared_ptr<value const>;
using page_queue = std::deque<shared_page>;

/// Hands each page to every sequence that still exists.
struct page_splitter {
    shared_state run;
    std::vector<std::weak_ptr<page_queue>> queues;
};

/// False at the end of the pages.
asio::awaitable<bool> fetch(std::shared_ptr<page_splitter> splitter) {
    auto page = co_await next_page(splitter->run);
    if (!page) co_return false;
    auto const shared = std::make_shared<value const>(std::move(*page));
    for (auto const& waiting : splitter->queues)
        if (auto const queue = waiting.lock()) queue->push_back(shared);
    co_return true;
}

async_generator<value> items_of(std::shared_ptr<page_splitter> splitter, std::shared_ptr<page_queue> queue,
                                std::size_t key) {
    while (true) {
        if (queue->empty()) {
            bool const more = co_await fetch(splitter);
            if (!more) co_return;
        }
        shared_page const page = std::move(queue->front());
        queue->pop_front();
        value storage;
        value const& found = splitter->run->run->plan().result_keys[key].search(*page, storage);
        if (auto const* list = found.get_if<value_list>()) {
            for (auto const& item : *list) co_yield item;
        } else if (!found.is_null()) {
            co_yield found;
        }
    }
}

}  // namespace

asio::awaitable<std::vector<async_generator<value>>> split_by_result_key(shared_state run) {
    co_await prepare(run);
    auto splitter = std::make_shared<page_splitter>();
    splitter->run = run;
    std::vector<async_generator<value>> sequences;
    for (std::size_t key = 0; key < run->run->plan().result_keys.size(); ++key) {
        auto queue = std::make_shared<page_queue>();
        splitter->queues.push_back(queue);
        sequences.push_back(items_of(splitter, std::move(queue), key));
    }
    co_return sequences;
}

}  // namespace coaws::paginate
