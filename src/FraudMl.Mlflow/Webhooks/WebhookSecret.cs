using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace FraudMl.Mlflow;

/// <summary>Keeps the keys of webhooks in the database as MLflow does: as Fernet tokens under the key in
/// MLFLOW_WEBHOOK_SECRET_ENCRYPTION_KEY.</summary>
internal static class WebhookSecret
{
    /// <summary>The longest key, in characters.</summary>
    public const int Longest = 1_000;

    private const string Variable = "MLFLOW_WEBHOOK_SECRET_ENCRYPTION_KEY";
    private const byte FernetVersion = 0x80;
    private const int HeaderLength = 1 + 8 + 16;
    private const int SignatureLength = 32;

    /// <summary>Returns what is kept for a key.</summary>
    public static string? Keep(string? secret, DateTimeOffset now)
    {
        if (string.IsNullOrEmpty(secret))
            return null;
        byte[] key = Key();
        byte[] iv = RandomNumberGenerator.GetBytes(16);
        using Aes aes = Cipher(key);
        byte[] encrypted = aes.EncryptCbc(Encoding.UTF8.GetBytes(secret), iv);
        byte[] token = new byte[HeaderLength + encrypted.Length + SignatureLength];
        token[0] = FernetVersion;
        BinaryPrimitives.WriteInt64BigEndian(token.AsSpan(1), now.ToUnixTimeSeconds());
        iv.CopyTo(token, 9);
        encrypted.CopyTo(token, HeaderLength);
        HMACSHA256.HashData(key.AsSpan(0, 16), token.AsSpan(0, HeaderLength + encrypted.Length),
            token.AsSpan(HeaderLength + encrypted.Length));
        return $"{Base64Url.EncodeToString(token)}{Padding(token.Length)}";
    }

    /// <summary>Returns the key for what is kept.</summary>
    /// <exception cref="MlflowException">Thrown when it was kept under another key.</exception>
    public static string Reveal(string kept)
    {
        byte[] key = Key();
        try
        {
            byte[] token = Base64Url.DecodeFromChars(kept.TrimEnd('='));
            Span<byte> signature = stackalloc byte[SignatureLength];
            if (token.Length > HeaderLength + SignatureLength && token[0] == FernetVersion)
            {
                HMACSHA256.HashData(key.AsSpan(0, 16), token.AsSpan(0, token.Length - SignatureLength), signature);
                if (CryptographicOperations.FixedTimeEquals(signature, token.AsSpan(token.Length - SignatureLength)))
                {
                    using Aes aes = Cipher(key);
                    return Encoding.UTF8.GetString(aes.DecryptCbc(token.AsSpan(HeaderLength, token.Length - HeaderLength - SignatureLength),
                        token.AsSpan(9, 16)));
                }
            }
        }
        catch (FormatException)
        {
            // Falls through to the same refusal.
        }

        throw new MlflowException(MlflowErrorCodes.InvalidState,
            $"The secret of the webhook was kept under another {Variable}. Set that one, or set the secret again.");
    }

    private static Aes Cipher(byte[] key)
    {
        var aes = Aes.Create();
        aes.Key = key[16..];
        return aes;
    }

    private static byte[] Key()
    {
        string text = Environment.GetEnvironmentVariable(Variable) ?? "";
        try
        {
            if (Base64Url.DecodeFromChars(text.Trim().TrimEnd('=')) is { Length: 32 } key)
                return key;
        }
        catch (FormatException)
        {
            // Falls through to the same refusal.
        }

        throw MlflowException.Invalid($"Secrets of webhooks are kept encrypted: set {Variable} to 32 random bytes in URL-safe base64 "
            + $"where the server runs, or leave out the secret.");
    }

    private static string Padding(int length) => new('=', (3 - length % 3) % 3);
}
