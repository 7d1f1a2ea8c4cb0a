using FraudMl.Mlflow;

namespace FraudMl;

/// <summary>Gives the right to files below one root.</summary>
internal interface IFileAccess
{
    /// <summary>Returns the files and folders right under a folder, by name; none when there is no such folder, or it is a file.</summary>
    Task<IReadOnlyList<MlflowFileInfo>> ListAsync(string folder, CancellationToken cancellationToken);

    /// <summary>Returns an address to read or write a file by.</summary>
    /// <param name="path">The file, relative to the root.</param>
    /// <param name="isWrite">Whether it is written.</param>
    /// <param name="isRefused">Whether what was given before was refused, so that it is not given again.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<SignedFile> SignAsync(string path, bool isWrite, bool isRefused, CancellationToken cancellationToken);

    /// <summary>Begins an upload in parts; null where files go as <see cref="SignAsync"/> says, whatever their size.</summary>
    Task<IPartedUpload?> BeginPartsAsync(string path, int partCount, CancellationToken cancellationToken) =>
        Task.FromResult<IPartedUpload?>(null);
}

/// <summary>An upload in parts, each with an address of its own.</summary>
internal interface IPartedUpload
{
    /// <summary>Returns where a part goes.</summary>
    /// <param name="part">The part, from 1.</param>
    /// <param name="isRefused">Whether the address that was given before was refused.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<SignedFile> SignAsync(int part, bool isRefused, CancellationToken cancellationToken);

    /// <summary>Makes the parts, in their order, one file.</summary>
    Task CompleteAsync(IReadOnlyList<string> tags, CancellationToken cancellationToken);

    /// <summary>Throws the parts away.</summary>
    Task AbortAsync();
}
