// Inputs and responses of the sizes that are measured.
#pragma once

#include <coaws/value/args.hpp>
#include <string>

namespace coaws::bench {

/// A DynamoDB item of `attributes` attributes, three strings of `length` bytes to a number.
inline value dynamodb_item(int attributes, std::size_t length) {
    value item{value_map()};
    for (int i = 0; i < attributes; ++i) {
        auto const name = "attribute" + std::to_string(i);
        item[name] = i % 4 == 3 ? args("N", std::to_string(1000 + i))
                                : args("S", std::string(length, static_cast<char>('a' + i % 26)));
    }
    return item;
}

/// A DynamoDB item as applications have them: an order of `count` articles, of short texts and numbers, sets
/// and maps in a list.
inline value order_item(int count) {
    value item{value_map()};
    item["id"] = args("S", "order-000174");
    item["state"] = args("S", "packed");
    item["total"] = args("N", "1249.90");
    item["gift"] = args("BOOL", false);
    item["note"] = args("S", std::string(300, 'n'));
    item["labels"] = args("SS", list_of("fragile", "express", "insured-by-carrier"));
    value_list lines;
    for (int i = 0; i < count; ++i) {
        value line{value_map()};
        line["sku"] = args("S", "SKU-" + std::to_string(58000 + i));
        line["title"] = args("S", "A product with a title of its own");
        line["count"] = args("N", std::to_string(1 + i % 7));
        line["price"] = args("N", "24.95");
        line["sizes"] = args("SS", list_of("S", "M", "L"));
        line["stock"] = args("M", args("berlin", args("N", "14"), "lyon", args("N", "3")));
        line["returned"] = args("BOOL", i % 3 == 0);
        lines.push_back(args("M", std::move(line)));
    }
    item["lines"] = args("L", std::move(lines));
    return item;
}

/// A listing of `keys` keys as S3 sends it.
inline std::string s3_listing(int keys) {
    std::string xml =
        R"(<?xml version="1.0" encoding="UTF-8"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>b</Name><Prefix></Prefix><MaxKeys>1000</MaxKeys><EncodingType>url</EncodingType><IsTruncated>false</IsTruncated>)";
    for (int i = 0; i < keys; ++i)
        xml +=
            "<Contents><Key>photos/2024/" + std::to_string(100000 + i) +
            R"(.jpg</Key><LastModified>2024-05-06T07:08:09.000Z</LastModified><ETag>&quot;9b2cf535f27731c974343645a3985328&quot;</ETag><Size>)" +
            std::to_string(i * 37) + "</Size><StorageClass>STANDARD</StorageClass></Contents>";
    return xml + "</ListBucketResult>";
}

/// Reservations with `instances` instances as EC2 sends them.
inline std::string ec2_instances(int instances) {
    std::string xml =
        R"(<DescribeInstancesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>r</requestId><reservationSet>)";
    for (int i = 0; i < instances; ++i)
        xml +=
            "<item><reservationId>r-" + std::to_string(i) +
            "</reservationId><ownerId>123456789012</ownerId><groupSet/><instancesSet><item><instanceId>i-" +
            std::to_string(1000000 + i) +
            "</instanceId><imageId>ami-1a2b3c</imageId><instanceState><code>16</code><name>running</name></"
            "instanceState>"
            "<privateDnsName>ip-10-0-0-1.ec2.internal</privateDnsName><instanceType>t3.micro</instanceType>"
            "<launchTime>2024-05-06T07:08:09.000Z</launchTime><placement><availabilityZone>us-east-1a</"
            "availabilityZone>"
            "<tenancy>default</tenancy></placement><privateIpAddress>10.0.0.1</privateIpAddress>"
            "<architecture>x86_64</architecture><tagSet><item><key>Name</key><value>worker</value></item></"
            "tagSet>"
            "</item></instancesSet></item>";
    return xml + "</reservationSet></DescribeInstancesResponse>";
}

}  // namespace coaws::bench
