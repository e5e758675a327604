using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rattache.Web.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class VerifiedMobiles : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropPrimaryKey(
                name: "pk_address_proofs",
                table: "address_proofs");

            migrationBuilder.AddColumn<int>(
                name: "channel",
                table: "address_proofs",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddPrimaryKey(
                name: "pk_address_proofs",
                table: "address_proofs",
                columns: new[] { "account_id", "channel" });

            migrationBuilder.CreateTable(
                name: "sent_codes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    digest = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sent_codes", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_credentials_mobile",
                table: "credentials",
                column: "phone_number",
                filter: "phone_number is not null");

            migrationBuilder.CreateIndex(
                name: "ix_sent_codes_at",
                table: "sent_codes",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_sent_codes_digest",
                table: "sent_codes",
                column: "digest");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "sent_codes");

            migrationBuilder.DropIndex(
                name: "ix_credentials_mobile",
                table: "credentials");

            migrationBuilder.DropPrimaryKey(
                name: "pk_address_proofs",
                table: "address_proofs");

            migrationBuilder.DropColumn(
                name: "channel",
                table: "address_proofs");

            migrationBuilder.AddPrimaryKey(
                name: "pk_address_proofs",
                table: "address_proofs",
                column: "account_id");
        }
    }
}
