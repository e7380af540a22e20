"""Clients whose settings decide where their requests go."""

# (region, settings as the reference's Config takes them)
SETTINGS = (
    ('us-east-1', {}),
    ('us-east-1', {'use_fips_endpoint': True}),
    ('us-east-1', {'use_dualstack_endpoint': True}),
    ('us-east-1', {'s3': {'us_east_1_regional_endpoint': 'regional'}}),
    ('us-west-2', {'use_dualstack_endpoint': True}),
    ('us-west-2', {'use_dualstack_endpoint': True, 's3': {'addressing_style': 'path'}}),
    ('us-west-2', {'use_dualstack_endpoint': True, 'use_fips_endpoint': True}),
    ('us-west-2', {'s3': {'use_dualstack_endpoint': True}}),
    ('us-west-2', {'s3': {'addressing_style': 'virtual'}}),
    ('us-west-2', {'s3': {'use_accelerate_endpoint': True}}),
    ('us-west-2', {'s3': {'use_accelerate_endpoint': True, 'use_dualstack_endpoint': True}}),
    ('eu-south-1', {'s3': {'addressing_style': 'path', 'payload_signing_enabled': True}}),
    ('us-gov-west-1', {'use_fips_endpoint': True}),
    ('cn-north-1', {'use_dualstack_endpoint': True}),
    ('fips-us-east-1', {}),
    ('us-east-1-fips', {}),
    ('fips-us-west-2', {}),
    ('aws-global', {}),
    ('us-moon-7', {}),
    ('', {}),
)

# service: {operation: parameters}
CALLS = {
    's3': {'ListBuckets': {}, 'CreateBucket': {'Bucket': 'crate'}, 'GetObject': {'Bucket': 'crate', 'Key': 'a b'}},
    'sts': {'GetCallerIdentity': {}},
    'iam': {'ListUsers': {}},
    'dynamodb': {'ListTables': {}},
    's3control': {'ListJobs': {'AccountId': '123456789012'}},
}
