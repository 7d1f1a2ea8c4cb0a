namespace FraudMl.Mlflow;

/// <summary>Whether the embedded store tells webhooks what happens in its registry, and which addresses it may call.</summary>
public enum MlflowWebhookDelivery
{
    /// <summary>Nothing is sent; registered webhooks are kept. Right for everything that is no server.</summary>
    None,

    /// <summary>Only https addresses outside of private networks are called.</summary>
    PublicHttps,

    /// <summary>http and private addresses are called too: whoever may register a webhook can then make this machine
    /// call its neighbours.</summary>
    Anywhere,
}
