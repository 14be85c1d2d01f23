import { asText, asUrl, exitOnConfigError, loadConfig } from '@o2c/runtime';

/** How letters leave this service: by SMTP where it is configured, else into a folder. */
export function mailConfig() {
  return exitOnConfigError(() =>
    loadConfig(
      {
        smtp: { env: 'SMTP_URL', parse: asUrl, default: undefined, secret: true },
        from: { env: 'MAIL_FROM', parse: asText, default: 'receivables@localhost' },
        dataDir: { env: 'DATA_DIR', parse: asText, default: '.data' },
      },
      process.env,
    ),
  );
}

/** The settings, parsed. */
export type MailConfig = ReturnType<typeof mailConfig>;
