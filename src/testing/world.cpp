// A whole world for a test.
#include <coaws/testing/world.hpp>
#include <coaws/transport/system.hpp>

namespace coaws::testing {

namespace {

constexpr char const* home = "/user";

}  // namespace

world::world()
    : environment_(std::make_shared<transport::memory_environment>()),
      files_(std::make_shared<transport::memory_files>()),
      clock_(std::make_shared<manual_clock>()),
      datagrams_(std::make_shared<recorded_datagrams>()),
      http_(std::make_shared<scripted_http>(files_)),
      randomness_(std::make_shared<fixed_randomness>()) {
    environment_->set_home(home);
    environment_->set("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE");
    environment_->set("AWS_SECRET_ACCESS_KEY", "secret");
    environment_->set("AWS_REGION", "us-east-1");
    environment_->set("AWS_EC2_METADATA_DISABLED", "true");
    if (auto const models = transport::make_system_environment()->get("AWS_DATA_PATH"))
        environment_->set("AWS_DATA_PATH", *models);
}

world::~world() = default;

void world::config_file(std::string text) {
    files_->set(environment_->home() + "/.aws/config", std::move(text));
}

void world::credentials_file(std::string text) {
    files_->set(environment_->home() + "/.aws/credentials", std::move(text));
}

pipeline::world world::ports() const {
    pipeline::world all;
    all.transport = http_;
    all.clock = clock_;
    all.randomness = randomness_;
    all.environment = environment_;
    all.files = files_;
    all.datagrams = datagrams_;
    return all;
}

coaws::session world::session(session_options options) {
    options.with_world(ports());
    if (!options.executor) options.with_executor(io_.get_executor());
    return coaws::session(std::move(options));
}

coaws::client world::client(std::string service, client_config config) {
    auto const from = session();
    return run(from.client(std::move(service), std::move(config)));
}

void world::run(boost::asio::awaitable<void> work) {
    std::exception_ptr failure = std::make_exception_ptr(value_error("The coroutine did not end"));
    boost::asio::co_spawn(io_, std::move(work), [&](std::exception_ptr e) { failure = e; });
    run_loop();
    if (failure) std::rethrow_exception(failure);
}

void world::run_loop() {
    io_.restart();
    io_.run();
}

}  // namespace coaws::testing
