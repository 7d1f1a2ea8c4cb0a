using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;

namespace FraudMl.Databricks.Double;

/// <summary>S3, Azure and Google, as far as files of models go there.</summary>
public sealed partial class CloudStorage
{
    private const string Region = "eu-central-1";

    private readonly ConcurrentDictionary<string, (string Root, string Secret, string? Session, bool IsWrite, DateTimeOffset Expires)>
        _credentials = new();

    /// <summary>Where a cloud's address leads in tests.</summary>
    public Uri AddressOf(Uri address) => address.IsLoopback
        ? address : new Uri($"{host()}{Prefix}{address.Host}{address.AbsolutePath}{address.Query}");

    /// <summary>Returns where the files of a model version are in a cloud.</summary>
    public static string LocationOf(CloudKind kind, string model, string version) => kind switch
    {
        CloudKind.Aws => $"s3://models/uc/{model}/{version}",
        CloudKind.Google => $"gs://models/uc/{model}/{version}",
        _ => $"abfss://models@account.dfs.core.windows.net/uc/{model}/{version}",
    };

    /// <summary>Returns the place of a file of a model version in <see cref="Files"/>.</summary>
    public static string FileOf(CloudKind kind, string model, string version, string path) => kind == CloudKind.Default
        ? $"fs/Models/{model.Replace('.', '/')}/{version}/{path}" : $"{LocationOf(kind, model, version)}/{path}";

    /// <summary>Returns credentials for all that is below a place.</summary>
    public JsonObject CredentialsFor(CloudKind kind, string location, bool isWrite)
    {
        string id = $"id-{Interlocked.Increment(ref _count)}", secret = $"cloud-secret-{_count}";
        DateTimeOffset expires = clock.GetUtcNow() + Life;
        _credentials[kind == CloudKind.Aws ? id : secret] =
            (location, secret, kind == CloudKind.Aws ? $"session-secret-{_count}" : null, isWrite, expires);
        var credentials = new JsonObject { ["expiration_time"] = expires.ToUnixTimeMilliseconds() };
        switch (kind)
        {
            case CloudKind.Aws:
                credentials["aws_temp_credentials"] = new JsonObject
                {
                    ["access_key_id"] = id, ["secret_access_key"] = secret, ["session_token"] = $"session-secret-{_count}",
                };
                credentials["encryption_details"] = new JsonObject
                {
                    ["sse_encryption_details"] = new JsonObject
                    {
                        ["algorithm"] = "AWS_SSE_KMS", ["aws_kms_key_arn"] = "arn:aws:kms:key/1",
                    },
                };
                break;
            case CloudKind.Google:
                credentials["gcp_oauth_token"] = new JsonObject { ["oauth_token"] = secret };
                break;
            case CloudKind.Default:
                credentials["storage_mode"] = "DEFAULT_STORAGE";
                break;
            default:
                credentials["azure_user_delegation_sas"] = new JsonObject { ["sas_token"] = $"sv=2023&sr=d&sig={secret}" };
                break;
        }

        return credentials;
    }

    private (int Status, byte[] Body) AnswerCloud(HttpContext context, string cloud, string path, byte[] body)
    {
        HttpRequest request = context.Request;
        string[] names = cloud.Split('.');
        if (HttpMethods.IsHead(request.Method) && names is [_, "s3", "amazonaws", "com"])
        {
            context.Response.Headers["x-amz-bucket-region"] = Region;
            return (403, []);
        }

        if (names is [var bucket, "s3", Region, "amazonaws", "com"]) return AnswerS3(context, bucket, path, body);
        if (names is [var account, "dfs", ..]) return AnswerLake(context, account, path, body);
        return cloud == "storage.googleapis.com" ? AnswerGoogle(context, path, body) : Said(404, "NoSuchHost");
    }

    private bool LetsIn(string key, string place, bool isWrite, out string secret, out string? session)
    {
        bool isGood = _credentials.TryGetValue(key, out var right) && clock.GetUtcNow() < right.Expires
            && (place + "/").StartsWith(right.Root + "/", StringComparison.Ordinal) && (!isWrite || right.IsWrite);
        if (!isGood) RefusedCount++;
        (secret, session) = (right.Secret ?? "", right.Session);
        return isGood;
    }

    private (int Status, byte[] Body) AnswerS3(HttpContext context, string bucket, string path, byte[] body)
    {
        HttpRequest request = context.Request;
        IQueryCollection query = request.Query;
        bool isList = query["list-type"] == "2", isWrite = request.Method == "PUT";
        string place = $"s3://{bucket}/{(isList ? query["prefix"].ToString().TrimEnd('/') : path)}";
        if (!LetsIn(query["X-Amz-Credential"].ToString().Split('/')[0], place, isWrite, out string secret, out string? session))
            return Said(400, "ExpiredToken");
        if (request.Headers.ContainsKey("Authorization") || query["X-Amz-Security-Token"] != session
            || query["X-Amz-Signature"] != SignatureOf(request, $"{bucket}.s3.{Region}.amazonaws.com", path, secret))
            return Said(403, "SignatureDoesNotMatch");
        if (isWrite && (request.Headers["x-amz-server-side-encryption"] != "aws:kms"
            || request.Headers["x-amz-server-side-encryption-aws-kms-key-id"] != "arn:aws:kms:key/1"))
            return Said(403, "AccessDenied");
        if (isWrite) return Write(context, place, CloudKind.Aws, body);
        if (!isList) return Read(context, place);
        XNamespace ns = "http://s3.amazonaws.com/doc/2006-03-01/";
        string prefix = query["prefix"].ToString();
        var list = new XElement(ns + "ListBucketResult", new XElement(ns + "IsTruncated", "false"), Children(place).Select(child =>
            child.Size is { } size
                ? new XElement(ns + "Contents", new XElement(ns + "Key", prefix + child.Name), new XElement(ns + "Size", size))
                : new XElement(ns + "CommonPrefixes", new XElement(ns + "Prefix", prefix + child.Name + "/"))));
        return (200, Encoding.UTF8.GetBytes(list.ToString()));
    }

    // By the definition, from what arrived.
    private static string SignatureOf(HttpRequest request, string host, string path, string secret)
    {
        var builder = new StringBuilder().Append(request.Method).Append('\n').Append('/')
            .Append(Uri.EscapeDataString(path).Replace("%2F", "/", StringComparison.Ordinal)).Append('\n');
        builder.AppendJoin('&', request.Query.Where(pair => pair.Key != "X-Amz-Signature")
            .Select(pair => Uri.EscapeDataString(pair.Key) + "=" + Uri.EscapeDataString(pair.Value.ToString()))
            .Order(StringComparer.Ordinal)).Append('\n');
        string names = request.Query["X-Amz-SignedHeaders"].ToString();
        foreach (string name in names.Split(';'))
            builder.Append(name).Append(':').Append(name == "host" ? host : request.Headers[name].ToString()).Append('\n');
        builder.Append('\n').Append(names).Append("\nUNSIGNED-PAYLOAD");
        string time = request.Query["X-Amz-Date"].ToString(), scope = request.Query["X-Amz-Credential"].ToString().Split('/', 2)[1];
        byte[] key = Encoding.UTF8.GetBytes("AWS4" + secret);
        foreach (string part in scope.Split('/')) key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(builder.ToString())));
        return Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"AWS4-HMAC-SHA256\n{time}\n{scope}\n{hash}")));
    }

    private (int Status, byte[] Body) AnswerLake(HttpContext context, string account, string path, byte[] body)
    {
        IQueryCollection query = context.Request.Query;
        string[] parts = path.Split('/', 2);
        string root = $"abfss://{parts[0]}@{account}.dfs.core.windows.net/";
        bool isList = query["resource"] == "filesystem";
        string place = root + (isList ? query["directory"].ToString() : parts[1]);
        if (context.Request.Headers.ContainsKey("Authorization")) return Said(400, "InvalidAuthenticationInfo");
        if (!LetsIn(query["sig"].ToString(), place, context.Request.Method != "GET", out _, out _))
            return Said(403, "AuthenticationFailed");
        if (context.Request.Method != "GET") return Write(context, place, CloudKind.AzureLake, body);
        if (!isList) return Read(context, place);
        (string Name, long? Size)[] children = [.. Children(place)];
        if (children.Length == 0 && !Files.ContainsKey(place)) return Said(404, "PathNotFound");
        string directory = query["directory"].ToString();
        return (200, Encoding.UTF8.GetBytes(new JsonObject
        {
            ["paths"] = new JsonArray([.. children.Select(child => child.Size is { } size
                ? new JsonObject { ["name"] = $"{directory}/{child.Name}", ["contentLength"] = size.ToString(CultureInfo.InvariantCulture) }
                : new JsonObject { ["name"] = $"{directory}/{child.Name}", ["isDirectory"] = "true" })]),
        }.ToJsonString()));
    }

    private (int Status, byte[] Body) AnswerGoogle(HttpContext context, string path, byte[] body)
    {
        HttpRequest request = context.Request;
        bool isList = path.StartsWith("storage/v1/b/", StringComparison.Ordinal);
        string place = "gs://" + (isList ? $"{path.Split('/')[3]}/{request.Query["prefix"].ToString().TrimEnd('/')}" : path);
        string token = request.Headers.Authorization.ToString().Replace("Bearer ", "", StringComparison.Ordinal);
        if (!LetsIn(token, place, request.Method == "PUT", out _, out _)) return Said(401, "AuthenticationRequired");
        if (request.Method == "PUT") return Write(context, place, CloudKind.Google, body);
        if (!isList) return Read(context, place);
        string prefix = request.Query["prefix"].ToString();
        (string Name, long? Size)[] children = [.. Children(place)];
        return (200, Encoding.UTF8.GetBytes(new JsonObject
        {
            ["items"] = new JsonArray([.. children.Where(child => child.Size is not null).Select(child => new JsonObject
            {
                ["name"] = prefix + child.Name, ["size"] = child.Size!.Value.ToString(CultureInfo.InvariantCulture),
            })]),
            ["prefixes"] = new JsonArray([.. children.Where(child => child.Size is null)
                .Select(child => (JsonNode)(prefix + child.Name + "/"))]),
        }.ToJsonString()));
    }
}
