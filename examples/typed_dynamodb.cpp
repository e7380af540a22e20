// A generated, typed client: structs instead of values, over the same pipeline.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <coaws/coaws.hpp>
#include <coaws/services/dynamodb.hpp>
#include <exception>
#include <iostream>
#include <string>
#include <utility>

namespace asio = boost::asio;
namespace ddb = coaws::services::dynamodb;

namespace {

ddb::attribute_value text(std::string s) { return ddb::attribute_value().with_s(std::move(s)); }

asio::awaitable<void> make_table(ddb::client table) {
    ddb::attribute_definition attribute;
    attribute.attribute_name = "user";
    attribute.attribute_type = ddb::scalar_attribute_type::s;
    ddb::key_schema_element key;
    key.attribute_name = "user";
    key.key_type = ddb::key_type::hash;
    ddb::create_table_input input;
    input.table_name = "typed-users";
    input.attribute_definitions = ddb::attribute_definitions{std::move(attribute)};
    input.key_schema = ddb::key_schema{std::move(key)};
    input.billing_mode = ddb::billing_mode::pay_per_request;
    try {
        co_await table.create_table(std::move(input));
    } catch (ddb::resource_in_use_exception const&) {
        std::cout << "the table is there already\n";
    }
    co_await table.wait_table_exists(ddb::describe_table_input().with_table_name("typed-users"));
}

asio::awaitable<void> add_users(ddb::client table) {
    for (auto const* name : {"barbara", "grace", "katherine", "margaret"}) {
        auto input = ddb::put_item_input().with_table_name("typed-users");
        input.item.emplace()["user"] = text(name);
        co_await table.put_item(std::move(input));
    }
}

asio::awaitable<void> run(coaws::session session) {
    ddb::client table{session};
    co_await make_table(table);

    ddb::put_item_input_attribute_map item;
    item["user"] = text("ada");
    item["language"] = text("C++");
    auto put = ddb::put_item_input().with_table_name("typed-users").with_item(item);
    put.condition_expression = "attribute_not_exists(#u)";
    put.with_expression_attribute_names({{"#u", "user"}});
    auto outcome = co_await table.try_put_item(put);
    std::cout << (outcome ? "stored" : "not stored") << '\n';

    ddb::key wanted;
    wanted["user"] = text("ada");
    auto out = co_await table.get_item(ddb::get_item_input().with_table_name("typed-users").with_key(wanted));
    if (out.item) std::cout << "ada writes " << *out.item->at("language").s << '\n';
    std::cout << "request " << out.metadata().request_id << '\n';

    try {
        co_await table.put_item(std::move(put));
    } catch (ddb::conditional_check_failed_exception const& e) {
        std::cout << "not stored twice: " << e.message_text() << '\n';
    }
    co_await add_users(table);
    // Two a page: the generator asks for the next one when it gets there.
    auto items = table.paginate_scan(ddb::scan_input().with_table_name("typed-users").with_limit(2)).items();
    while (auto found = co_await items.next()) std::cout << "scanned " << *found->at("user").s << '\n';
}

}  // namespace

int main() {
    asio::io_context io;
    coaws::session session;
    int status = 0;
    asio::co_spawn(io, run(session), [&](std::exception_ptr failure) {
        try {
            if (failure) std::rethrow_exception(failure);
        } catch (std::exception const& e) {
            std::cerr << e.what() << '\n';
            status = 1;
        }
    });
    io.run();
    return status;
}
