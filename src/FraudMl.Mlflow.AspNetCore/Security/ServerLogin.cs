using System.Security.Cryptography;
using System.Text;

namespace FraudMl.Mlflow;

/// <summary>Compares what a client sends with the token, or with user name and password, in constant time.</summary>
internal sealed class ServerLogin
{
    private readonly List<byte[]> _accepted = [];

    public ServerLogin(MlflowServerOptions options)
    {
        if (options.Token is not null)
            _accepted.Add(Digest($"Bearer {options.Token}"));
        if (!string.IsNullOrEmpty(options.Username))
            _accepted.Add(Digest($"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.Username}:{options.Password}"))}"));
        Challenge = string.IsNullOrEmpty(options.Username) ? "Bearer" : "Basic realm=\"mlflow\"";
    }

    /// <summary>What the answer to a missing log-in asks for.</summary>
    public string Challenge { get; }

    public bool Admits(string? authorization)
    {
        if (_accepted.Count == 0)
            return true;
        byte[] sent = Digest(Normalized(authorization ?? ""));
        bool isAccepted = false;
        foreach (byte[] accepted in _accepted)
            isAccepted |= CryptographicOperations.FixedTimeEquals(sent, accepted);
        return isAccepted;
    }

    /// <summary>The name of a scheme may be in any case.</summary>
    private static string Normalized(string authorization) =>
        authorization.StartsWith("bearer ", StringComparison.OrdinalIgnoreCase) ? $"Bearer {authorization[7..].Trim()}"
        : authorization.StartsWith("basic ", StringComparison.OrdinalIgnoreCase) ? $"Basic {authorization[6..].Trim()}"
        : authorization;

    private static byte[] Digest(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
