using System.Text.Json.Serialization;

namespace FraudMl;

/// <summary>Asks for the right to files of a run.</summary>
internal sealed record RunCredentialsRequest(string RunId, IReadOnlyList<string> Path);

/// <summary>Rights to files of a run.</summary>
internal sealed record RunCredentials(IReadOnlyList<ArtifactCredential>? CredentialInfos);

/// <summary>Asks for the right to files of a logged model.</summary>
internal sealed record ModelCredentialsRequest(IReadOnlyList<string> Paths);

/// <summary>Rights to files of a logged model.</summary>
internal sealed record ModelCredentials(IReadOnlyList<ModelCredential>? Credentials);

/// <summary>The right to a file of a logged model.</summary>
internal sealed record ModelCredential(ArtifactCredential? CredentialInfo);

/// <summary>The right to a file. It is a secret.</summary>
internal sealed record ArtifactCredential(string? SignedUri, IReadOnlyList<SentHeader>? Headers, string? Type)
{
    public SignedFile ToFile() => SignedFile.Of(SignedUri, SentHeader.Pairs(Headers), Type switch
    {
        "AWS_PRESIGNED_URL" or "GCP_SIGNED_URL" => SignedKind.Whole,
        "AZURE_SAS_URI" => SignedKind.AzureBlocks,
        "AZURE_ADLS_GEN2_SAS_URI" => SignedKind.AzureLake,
        _ => throw new DatabricksException(
            $"The workspace keeps its artifacts in a storage of the kind '{Type}', which is not known here. Update "
            + "FraudMl.Databricks."),
    });

    public override string ToString() => "a credential";
}

/// <summary>A header to send along.</summary>
internal sealed record SentHeader(string Name, string Value)
{
    public static IEnumerable<KeyValuePair<string, string>> Pairs(IReadOnlyList<SentHeader>? headers) =>
        (headers ?? []).Select(header => new KeyValuePair<string, string>(header.Name, header.Value));

    public override string ToString() => Name;
}

/// <summary>Begins an upload in parts.</summary>
internal sealed record PartsRequest(string RunId, string Path, int NumParts);

/// <summary>An upload in parts.</summary>
internal sealed record PartsAnswer(
    string UploadId, IReadOnlyList<ArtifactCredential>? UploadCredentialInfos, ArtifactCredential? AbortCredentialInfo)
{
    public override string ToString() => UploadId;
}

/// <summary>Where one part goes.</summary>
internal sealed record PartAnswer(ArtifactCredential? UploadCredentialInfo);

/// <summary>Ends an upload in parts.</summary>
internal sealed record PartsEnd(string RunId, string Path, string UploadId, IReadOnlyList<PartTag> PartEtags);

/// <summary>What the storage said of a part.</summary>
internal sealed record PartTag(int PartNumber, string Etag);

/// <summary>Asks the Files API for an address.</summary>
internal sealed record FileRequest(string Path);

/// <summary>An address of the Files API. It is a secret.</summary>
internal sealed record FileAddress(string? Url, IReadOnlyList<SentHeader>? Headers)
{
    public override string ToString() => "an address";
}

/// <summary>A page of a folder of the Files API.</summary>
internal sealed record FilesPage(IReadOnlyList<FilesEntry>? Contents, string? NextPageToken)
{
    public override string ToString() => "a page";
}

/// <summary>What is in a folder of the Files API.</summary>
internal sealed record FilesEntry(string Path, bool IsDirectory, long? FileSize);

/// <summary>An answer that says nothing.</summary>
internal sealed record NoAnswer;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(RunCredentialsRequest))]
[JsonSerializable(typeof(RunCredentials))]
[JsonSerializable(typeof(ModelCredentialsRequest))]
[JsonSerializable(typeof(ModelCredentials))]
[JsonSerializable(typeof(PartsRequest))]
[JsonSerializable(typeof(PartsAnswer))]
[JsonSerializable(typeof(PartAnswer))]
[JsonSerializable(typeof(PartsEnd))]
[JsonSerializable(typeof(FileRequest))]
[JsonSerializable(typeof(FileAddress))]
[JsonSerializable(typeof(FilesPage))]
[JsonSerializable(typeof(NoAnswer))]
internal sealed partial class ArtifactJson : JsonSerializerContext;
